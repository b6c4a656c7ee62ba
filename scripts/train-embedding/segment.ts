/** Marks a token that continues a word. */
export const PIECE_PREFIX = '##';

/** Row numbers by token, in the order of the table. */
export type TokenIds = ReadonlyMap<string, number>;

/**
 * Greedy longest-match-first segmentation, as WordPiece does it (Wu et al., 2016, and BertTokenizer): the longest token
 * the word begins with, then the longest `##` token of what remains. Empty when some rest matches no token.
 */
export function segment(word: string, ids: { has(token: string): boolean }): string[] {
  const tokens: string[] = [];
  let start = 0;
  while (start < word.length) {
    const prefix = start === 0 ? '' : PIECE_PREFIX;
    let end = word.length;
    while (end > start && !ids.has(prefix + word.slice(start, end))) end--;
    if (end === start) return [];
    tokens.push(prefix + word.slice(start, end));
    start = end;
  }
  return tokens;
}

/** Turns words into row numbers and remembers the answer per word. */
export function encoder(ids: TokenIds): (words: readonly string[]) => Int32Array {
  const known = new Map<string, number[]>();
  const rowsOf = (word: string): number[] => {
    let rows = known.get(word);
    if (rows === undefined) {
      rows = segment(word, ids).flatMap((token) => ids.get(token) ?? []);
      known.set(word, rows);
    }
    return rows;
  };
  return (words) => Int32Array.from(words.flatMap(rowsOf));
}
