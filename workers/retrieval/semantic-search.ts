import type { VectorIndex } from '../vectors/hnsw.ts';
import type { Ranked } from './lexical-search.ts';

/** Documents whose best passage is nearest to the vector, nearest first; `score` is that passage's cosine similarity. `documentOf` maps passage ids to document ids. */
export function semanticSearch(vectors: VectorIndex, documentOf: Int32Array, vector: Float32Array, passages: number): Ranked[] {
  const best = new Map<number, Ranked>();
  for (const { id: passageId, similarity } of vectors.search(vector, passages)) {
    const id = documentOf[passageId] ?? 0;
    if (!best.has(id)) best.set(id, { id, score: similarity });
  }
  return [...best.values()];
}
