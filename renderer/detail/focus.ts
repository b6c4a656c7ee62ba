/** Id of the heading of the answer, where the focus goes when the list makes room for it. */
export const DETAIL_HEADING_ID = 'reponse-question';

/**
 * Moves the focus to the answer when what had it has gone: in a narrow window the list disappears behind the answer, and
 * "ask again" replaces the answer it stands in. Where the list stays in view, so does the focus.
 */
export function focusDetailIfLost(): void {
  requestAnimationFrame(() => {
    // The browser takes the focus from what disappeared only after this frame: ask whether it is still to be seen.
    const focused = document.activeElement;
    if (focused !== document.body && focused?.checkVisibility() === true) return;
    document.getElementById(DETAIL_HEADING_ID)?.focus();
  });
}

/** Back in the list: the focus returns to the row of the question that was read. */
export function focusRow(id: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-question-id="${CSS.escape(id)}"]`)?.focus();
  });
}
