import type { WordVectors } from './fasttext.ts';
import { SIF_A } from './recipe.ts';
import { addScaled, lengthOf, newTable, rowOf, type Table } from './table.ts';
import type { Counts, Vocabulary } from './vocabulary.ts';
import { STOP_WORDS } from './normalise.ts';

export type WeightOf = (word: string) => number;

/** The SIF weight a/(a + p) of a word that makes up the share `p` of the text; 1 for an unseen word. */
export function sifWeight(count: number, total: number): number {
  return SIF_A / (SIF_A + count / total);
}

/**
 * What the row of a word should be: its fastText direction, of a length that is its SIF weight, so that a plain mean
 * over a text is the weighted mean. Null for a stop word and for a word without a vector.
 */
export function folded(word: string, vectors: WordVectors, weightOf: WeightOf): Float32Array | null {
  const vector = vectors.get(word);
  if (vector === undefined || STOP_WORDS.has(word)) return null;
  const length = lengthOf(vector);
  if (length === 0) return null;
  return vector.map((value) => (value / length) * weightOf(word));
}

export function weights(counts: Counts): WeightOf {
  let total = 0;
  for (const count of counts.values()) total += count;
  return (word) => sifWeight(counts.get(word) ?? 0, total);
}

/** The starting table: folded vectors for whole words, zero for stop words, pieces and special tokens. */
export function startingTable(vocabulary: Vocabulary, vectors: WordVectors, weightOf: WeightOf, dimension: number): Table {
  const table = newTable(vocabulary.tokens.length, dimension);
  vocabulary.tokens.forEach((token, row) => {
    const target = vocabulary.words.has(token) ? folded(token, vectors, weightOf) : null;
    if (target !== null) addScaled(rowOf(table, row), target, 1);
  });
  return table;
}
