/** At most `length` UTF-16 units of a text, with "…" where it was cut. A pasted book must not fill the list. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  // A pair of surrogates must not be cut in two.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return `${text.slice(0, end).trimEnd()}…`;
}
