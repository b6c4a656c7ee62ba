/**
 * Edits (insertion, deletion, substitution, swap of two neighbours) that turn one word into the other; `limit + 1` as soon as
 * there must be more than `limit`. Letters only: one UTF-16 unit is one letter.
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let [before, last, row] = rowsFor(to.length + 1);
  for (let column = 0; column <= to.length; column++) last[column] = column;
  for (let line = 1; line <= from.length; line++) {
    row[0] = line;
    let least = line;
    for (let column = 1; column <= to.length; column++) {
      const edits = stepOf(from, to, line, column, before, last, row);
      row[column] = edits;
      if (edits < least) least = edits;
    }
    if (least > limit) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[to.length] ?? 0, limit + 1);
}

/** The cell of a line and a column, both counted from 1. */
function stepOf(
  from: string,
  to: string,
  line: number,
  column: number,
  before: Uint8Array,
  last: Uint8Array,
  row: Uint8Array,
): number {
  const letter = from.charCodeAt(line - 1);
  const other = to.charCodeAt(column - 1);
  const same = letter === other ? 0 : 1;
  const edits = Math.min((last[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
  const swapped =
    line > 1 && column > 1 && letter === to.charCodeAt(column - 2) && from.charCodeAt(line - 2) === other && same === 1;
  return swapped ? Math.min(edits, (before[column - 2] ?? 0) + 1) : edits;
}

/** Longest word compared; a longer one is no word. */
export const LONGEST_WORD = 40;

/** Kept between calls: a misspelt word is compared with thousands. */
const ROWS: readonly Uint8Array[] = [0, 1, 2].map(() => new Uint8Array(LONGEST_WORD + 2));

function rowsFor(length: number): [Uint8Array, Uint8Array, Uint8Array] {
  if (length > LONGEST_WORD + 1) return [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
  const [one, two, three] = ROWS as [Uint8Array, Uint8Array, Uint8Array];
  return [one, two, three];
}
