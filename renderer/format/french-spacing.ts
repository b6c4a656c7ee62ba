const NO_BREAK = '\u00a0';

/**
 * Makes the spaces of French punctuation and of "12 500 F" unbreakable, so that no line starts with « ? » or splits an amount.
 * Replaces one character by one character: ranges into the text (highlights, markers) stay valid.
 */
export function frenchSpacing(text: string): string {
  return text
    .replaceAll(/ (?=[?!:;»%])/g, NO_BREAK)
    .replaceAll(/(?<=«) /g, NO_BREAK)
    .replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, NO_BREAK)
    .replaceAll(/(?<=\d) (?=F(?: CFA)?(?![\p{L}\d]))/gu, NO_BREAK);
}
