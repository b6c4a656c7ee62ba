import hnswlib from 'hnswlib-node';
import { performance } from 'node:perf_hooks';
import { mean } from '../../workers/evaluation/metrics.ts';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import type { VectorIndex } from '../../workers/vectors/vectors.ts';
import { spread, type Spread } from './latency.ts';
import { QUESTIONS } from './questions.ts';
import { FOLDERS } from './settle.ts';

/** The same questions through the graph and through a scan of all vectors. */
export interface SearchComparison {
  graph: Spread;
  exact: Spread;
  /** Exact p50 over the graph's; above 1 the graph is faster. */
  ratio: number;
  'recall@10': number;
}

/** As many as a question asks for: its documents are cut from them. */
export const FOUND = 400;

/** The two add the same products up in different order. */
const ROUNDING = 1e-5;

/** Both in turns, `repeats` times each: one search is too short for the clock. */
export function compareSearch(
  graph: VectorIndex,
  scan: VectorIndex,
  questions: Float32Array[],
  repeats: number,
): SearchComparison {
  const [graphTimes, exactTimes, recalls]: [number[], number[], number[]] = [[], [], []];
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const question of questions) {
      const start = performance.now();
      const near = graph.search(question, FOUND);
      const between = performance.now();
      const nearest = scan.search(question, FOUND);
      exactTimes.push(performance.now() - between);
      graphTimes.push(between - start);
      // One as near as the tenth counts: texts come more than once.
      const tenth = (nearest[9]?.similarity ?? -1) - ROUNDING;
      recalls.push(near.slice(0, 10).filter(({ similarity }) => similarity >= tenth).length / Math.min(10, nearest.length));
    }
  }
  const [ofGraph, ofScan] = [spread(graphTimes), spread(exactTimes)];
  return { graph: ofGraph, exact: ofScan, ratio: ofScan.p50_ms / ofGraph.p50_ms, 'recall@10': mean(recalls) };
}

/** The everyday questions as vectors of the bundled model. */
export async function embedQuestions(): Promise<Float32Array[]> {
  const embedder = await loadEmbedder(FOLDERS.modelDir, 1);
  if (!embedder.ok) throw new Error(embedder.failure.kind);
  const vectors = await embedder.value.embed([...QUESTIONS], 'query');
  await embedder.value.dispose();
  return vectors;
}

/** All vectors of a graph's file, one after the other; ids count from 1. */
export function storedVectors(path: string, dimension: number): Float32Array {
  const stored = new hnswlib.HierarchicalNSW('ip', dimension);
  stored.readIndexSync(path);
  const size = stored.getCurrentCount();
  const table = new Float32Array(size * dimension);
  for (let id = 1; id <= size; id++) table.set(stored.getPoint(id), (id - 1) * dimension);
  return table;
}
