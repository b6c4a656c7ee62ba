/** "- ", "• ", "3. " or "3) " before a question pasted from a list. A sign must follow the number: accounts start lines too. */
const LIST_SIGN = /^(?:[-–—•*·]|\d{1,3}[.)])\s+/u;

/** One question per line of the box: trimmed, without list signs, empty lines dropped, order and repetitions kept. */
export function questionsOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.trim().replace(LIST_SIGN, '').trim())
    .filter((line) => line !== '');
}
