import { shuffle, type Random } from './random.ts';
import { PIECES } from './recipe.ts';
import { segment } from './segment.ts';
import { addScaled, rowOf, type Table } from './table.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word cut into rows, and the vector that the sum of these rows should be. */
interface Example {
  readonly rows: readonly number[];
  readonly target: Float32Array;
}

function examples(vocabulary: Vocabulary, targets: ReadonlyMap<string, Float32Array>): Example[] {
  const found: Example[] = [];
  for (const [word, target] of targets) {
    const rows = segment(word, vocabulary.ids).map((token) => vocabulary.ids.get(token) as number);
    if (rows.length > 1) found.push({ rows, target });
  }
  return found;
}

/** One step of least squares on one word: the error is shared out among the rows that may move. */
function correct(table: Table, example: Example, free: ReadonlySet<number>, rate: number): void {
  const movable = example.rows.filter((row) => free.has(row));
  if (movable.length === 0) return;
  const error = example.target.slice();
  for (const row of example.rows) addScaled(error, rowOf(table, row), -1);
  for (const row of movable) addScaled(rowOf(table, row), error, rate / movable.length);
}

/**
 * Fits the rows of the pieces, in place, so that the sum of a word's pieces comes close to the vector the word should
 * have (stochastic least squares with a falling rate). Rows of whole words stay as they are.
 * @param targets by word, for rare and for misspelt words: the wanted sum
 */
export function fitPieces(
  table: Table,
  vocabulary: Vocabulary,
  targets: ReadonlyMap<string, Float32Array>,
  random: Random,
): void {
  const free = new Set<number>();
  vocabulary.tokens.forEach((token, row) => {
    if (!vocabulary.words.has(token) && !token.startsWith('[')) free.add(row);
  });
  const list = examples(vocabulary, targets);
  let rate = PIECES.rate as number;
  for (let round = 0; round < PIECES.rounds; round++) {
    shuffle(list, random);
    for (const example of list) correct(table, example, free, rate);
    rate *= PIECES.decay;
  }
}

/** The sum of the rows a word is cut into. */
function sumOfRows(table: Table, vocabulary: Vocabulary, word: string): Float32Array {
  const sum = new Float32Array(table.dimension);
  for (const token of segment(word, vocabulary.ids)) addScaled(sum, rowOf(table, vocabulary.ids.get(token) as number), 1);
  return sum;
}

/**
 * After tuning: misspelt words follow the words that were meant to their new place, while rare words stay where
 * tuning has put them.
 */
export function refitPieces(table: Table, vocabulary: Vocabulary, rareWords: Iterable<string>, random: Random): void {
  const targets = new Map<string, Float32Array>();
  for (const [wrong, meant] of vocabulary.misspelt) targets.set(wrong, sumOfRows(table, vocabulary, meant));
  for (const word of rareWords) {
    if (!vocabulary.words.has(word)) targets.set(word, sumOfRows(table, vocabulary, word));
  }
  fitPieces(table, vocabulary, targets, random);
}
