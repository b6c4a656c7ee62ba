import type { VectorIndex } from '../vectors/hnsw.ts';
import type { Ranked } from './lexical-search.ts';

/** A document found by meaning: its best passage and that passage's cosine similarity. */
export interface RankedByMeaning extends Ranked {
  passageId: number;
}

/** Documents whose best passage is nearest to the vector, nearest first. `documentOf` maps passage ids to document ids. */
export function semanticSearch(
  vectors: VectorIndex,
  documentOf: Int32Array,
  vector: Float32Array,
  passages: number,
): RankedByMeaning[] {
  const best = new Map<number, RankedByMeaning>();
  for (const { id: passageId, similarity } of vectors.search(vector, passages)) {
    const id = documentOf[passageId] ?? 0;
    if (!best.has(id)) best.set(id, { id, score: similarity, passageId });
  }
  return [...best.values()];
}
