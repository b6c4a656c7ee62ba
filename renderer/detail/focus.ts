/** Id of the heading of the answer, where the focus goes when the list makes room for it. */
export const DETAIL_HEADING_ID = 'reponse-question';

/** In a narrow window the list disappears behind the answer: the focus moves with the user. In a wide one it stays. */
export function focusDetailIfAlone(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById(DETAIL_HEADING_ID)?.focus();
  });
}

/** Back in the list: the focus returns to the row of the question that was read. */
export function focusRow(id: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-question-id="${CSS.escape(id)}"]`)?.focus();
  });
}
