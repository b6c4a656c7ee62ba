/** Run by growth.ts in a process of its own: graph against scan on ever more of the synthetic vectors, as JSON. Takes the sizes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { exactIndex } from '../../workers/vectors/exact.ts';
import { openGraph, writeGraph } from '../../workers/vectors/hnsw.ts';
import { compareSearch, embedQuestions } from './compare-search.ts';
import type { CrossoverPoint } from './growth.ts';
import { FOLDERS } from './settle.ts';
import { syntheticDocuments } from './synthetic.ts';

const REPEATS = 3;

const sizes = (process.argv[2] ?? '').split(',').map(Number);
const loaded = await loadEmbedder(FOLDERS.modelDir, 1);
if (!loaded.ok) throw new Error(loaded.failure.kind);
const { dimension } = loaded.value.card;
// In the order of the passages, neighbours are of one document; each size is a sample of all subjects instead.
const documents = syntheticDocuments(Math.max(...sizes));
const texts = documents.flatMap(({ passages }) => passages.map(({ embedded }) => embedded));
const vectors = await loaded.value.embed(texts, 'passage');
const questions = await embedQuestions();
const folder = mkdtempSync(join(tmpdir(), 'ohada-bench-crossover-'));
const points: CrossoverPoint[] = [];
try {
  for (const size of sizes) {
    const step = vectors.length / size;
    const sample = Array.from({ length: size }, (_, at) => vectors[Math.floor(at * step)] ?? new Float32Array(dimension));
    const path = join(folder, `${size}.hnsw`);
    writeGraph(path, sample, dimension);
    const table = new Float32Array(size * dimension);
    sample.forEach((vector, at) => table.set(vector, at * dimension));
    const compared = compareSearch(openGraph(path, dimension), exactIndex(table, dimension), questions, REPEATS);
    points.push({ passages: size, ...compared });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(JSON.stringify(points));
