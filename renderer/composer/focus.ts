/** Id of the question box, where the focus goes when what had it was removed. */
export const COMPOSER_ID = 'votre-question';

/** Puts the cursor into the question box. */
export function focusComposer(): void {
  document.getElementById(COMPOSER_ID)?.focus();
}
