import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { readManifest } from '../../workers/store/manifest.ts';
import { VECTORS_FILE } from '../../workers/store/schema.ts';
import { mean } from '../../workers/evaluation/metrics.ts';
import { openVectors } from '../../workers/vectors/hnsw.ts';
import { spread, type Spread } from './latency.ts';
import { QUESTIONS } from './questions.ts';
import { FOLDERS } from './settle.ts';

export interface VectorSearch {
  passages: number;
  dimension: number;
  /** Passages asked for, as a question does. */
  found: number;
  graph: Spread;
  exact: Spread;
  /** Exact p50 over the graph's; above 1 the graph is faster. */
  ratio: number;
  'recall@10': number;
}

/** As many as a question asks for: its documents are cut from them. */
const FOUND = 400;

/** Each question is searched several times: one search is too short for the clock. */
const REPEATS = 5;

/** The bundled index's graph against a scan of all its vectors. */
export async function compareVectorSearch(): Promise<VectorSearch> {
  const path = join(FOLDERS.indexDir, VECTORS_FILE);
  const dimension = readManifest(FOLDERS.indexDir)?.model.dimension ?? 0;
  const graph = openVectors(path, dimension);
  const scan = exactScan(path, dimension);
  const questions = await embedQuestions();
  const [graphTimes, exactTimes, recalls]: number[][] = [[], [], []];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const question of questions) {
      const start = performance.now();
      const near = graph.search(question, FOUND);
      const between = performance.now();
      const nearest = scan(question, FOUND);
      exactTimes?.push(performance.now() - between);
      graphTimes?.push(between - start);
      const found = new Set(near.slice(0, 10).map(({ id }) => id));
      recalls?.push(nearest.slice(0, 10).filter(({ id }) => found.has(id)).length / 10);
    }
  }
  const [ofGraph, ofScan] = [spread(graphTimes ?? []), spread(exactTimes ?? [])];
  return {
    passages: graph.size,
    dimension,
    found: FOUND,
    graph: ofGraph,
    exact: ofScan,
    ratio: ofScan.p50_ms / ofGraph.p50_ms,
    'recall@10': mean(recalls ?? []),
  };
}

async function embedQuestions(): Promise<Float32Array[]> {
  const embedder = await loadEmbedder(FOLDERS.modelDir, 1);
  if (!embedder.ok) throw new Error(embedder.failure.kind);
  const vectors = await embedder.value.embed([...QUESTIONS], 'query');
  await embedder.value.dispose();
  return vectors;
}

/** Inner products with every vector of the file; ties go to the smaller id, as in the graph's own ranking. */
function exactScan(path: string, dimension: number) {
  const stored = new hnswlib.HierarchicalNSW('ip', dimension);
  stored.readIndexSync(path);
  const size = stored.getCurrentCount();
  const table = new Float32Array(size * dimension);
  for (let id = 1; id <= size; id++) table.set(stored.getPoint(id), (id - 1) * dimension);
  const scores = new Float32Array(size);
  return (question: Float32Array, count: number): { id: number; similarity: number }[] => {
    for (let row = 0; row < size; row++) {
      let similarity = 0;
      const from = row * dimension;
      for (let at = 0; at < dimension; at++) similarity += (table[from + at] ?? 0) * (question[at] ?? 0);
      scores[row] = similarity;
    }
    // Only what reaches the last place asked for becomes an object.
    const least = scores.toSorted()[Math.max(0, size - count)] ?? 0;
    const near: { id: number; similarity: number }[] = [];
    scores.forEach((similarity, row) => {
      if (similarity >= least) near.push({ id: row + 1, similarity });
    });
    return near.sort((a, b) => b.similarity - a.similarity || a.id - b.id).slice(0, count);
  };
}
