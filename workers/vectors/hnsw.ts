import { createRequire } from 'node:module';
import type Hnswlib from 'hnswlib-node';
import { ExpectedFailure } from '../../core/failures.ts';
import type { VectorIndex } from './vectors.ts';

/** Links per node and breadth while building: recall@10 stays above 0.99 at this project's sizes. */
const M = 16;
const EF_CONSTRUCTION = 200;

/** Breadth while searching. hnswlib falls back to 10 after every load, so it is set again each time. */
const EF_SEARCH = 200;

/** A fixed seed and one thread: the same vectors give the same graph. */
const SEED = 100;

/** Only when a graph is needed: it brings native code that may be missing, and a worker can do without. */
function library(): typeof Hnswlib {
  try {
    return createRequire(import.meta.url)('hnswlib-node') as typeof Hnswlib;
  } catch (error) {
    throw new ExpectedFailure('vectors_unavailable', (error as Error).message.split('\n')[0]);
  }
}

/** Builds the graph for vectors whose ids count from 1 and writes it to `path`. Throws ExpectedFailure vectors_unavailable. */
export function writeGraph(path: string, vectors: Float32Array[], dimension: number): void {
  const graph = new (library().HierarchicalNSW)('ip', dimension);
  graph.initIndex({ maxElements: Math.max(1, vectors.length), m: M, efConstruction: EF_CONSTRUCTION, randomSeed: SEED });
  // hnswlib-node refuses typed arrays.
  vectors.forEach((vector, at) => graph.addPoint([...vector], at + 1));
  graph.writeIndexSync(path);
}

/** Opens a graph written by writeGraph. Throws ExpectedFailure vectors_unavailable, or when the file is not one. */
export function openGraph(path: string, dimension: number): VectorIndex {
  const graph = new (library().HierarchicalNSW)('ip', dimension);
  graph.readIndexSync(path);
  graph.setEf(EF_SEARCH);
  const size = graph.getCurrentCount();
  return {
    size,
    search: (vector, count) => {
      if (size === 0) return [];
      const { neighbors, distances } = graph.searchKnn([...vector], Math.min(count, size));
      return neighbors
        .map((id, at) => ({ id, similarity: 1 - (distances[at] ?? 1) }))
        .sort((a, b) => b.similarity - a.similarity || a.id - b.id);
    },
  };
}
