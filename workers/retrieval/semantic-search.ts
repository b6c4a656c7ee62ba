import type { VectorIndex } from '../vectors/vectors.ts';
import type { Ranked } from './lexical-search.ts';

/** A document found by meaning: `score` is the cosine similarity of its best passage. */
export interface RankedByMeaning extends Ranked {
  /** Mean similarity of its best GATHERED passages: one lucky wording says less than several. */
  gathered: number;
}

/** Passages of a document that are looked at together. */
const GATHERED = 3;

/**
 * Documents whose best passage is nearest to the vector, nearest first. `documentOf` maps passage ids to document ids. Of a document
 * with fewer passages among those found, the missing ones count as the last one found: they are at most as near.
 */
export function semanticSearch(
  vectors: VectorIndex,
  documentOf: Int32Array,
  vector: Float32Array,
  passages: number,
): RankedByMeaning[] {
  const found = vectors.search(vector, passages);
  const last = found.at(-1)?.similarity ?? 0;
  const best = new Map<number, number[]>();
  for (const { id: passageId, similarity } of found) {
    const id = documentOf[passageId] ?? 0;
    const all = best.get(id) ?? [];
    if (all.length < GATHERED) best.set(id, [...all, similarity]);
  }
  return [...best].map(([id, all]) => {
    const sum = all.reduce((one, other) => one + other, 0) + (GATHERED - all.length) * last;
    return { id, score: all[0] ?? 0, gathered: sum / GATHERED };
  });
}
