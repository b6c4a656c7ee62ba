import { isFlat, openFlat, writeFlat } from './exact.ts';
import { openGraph, writeGraph } from './hnsw.ts';

/** The nearest passages to a vector, nearest first; `similarity` is the inner product. */
export interface VectorIndex {
  search(vector: Float32Array, count: number): { id: number; similarity: number }[];
  readonly size: number;
}

/**
 * From this many vectors on a graph is searched, below all are looked at: so few take a tenth of a millisecond more at most, need no graph, and none is missed. Measured by
 * `npm run compare:retrieval -- --only voisins`.
 */
export const GRAPH_FROM = 1_000;

/** Writes vectors whose ids count from 1 to `path`, in the form that suits their number. The same vectors give the same bytes. */
export function writeVectors(path: string, vectors: Float32Array[], dimension: number): void {
  if (vectors.length < GRAPH_FROM) writeFlat(path, vectors, dimension);
  else writeGraph(path, vectors, dimension);
}

/** In the place of vectors that cannot be searched. */
export const NO_VECTORS: VectorIndex = { size: 0, search: () => [] };

/**
 * Opens a file written by writeVectors; it says itself which form it has. Throws ExpectedFailure vectors_unavailable, or when the file is
 * not one.
 */
export function openVectors(path: string, dimension: number): VectorIndex {
  return isFlat(path) ? openFlat(path, dimension) : openGraph(path, dimension);
}
