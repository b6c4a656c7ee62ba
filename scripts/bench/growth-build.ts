/** Run by growth.ts in a process of its own: builds an index of N synthetic passages in a folder, prints what that took. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { loadEmbedder, type Embedder } from '../../workers/embedding/embedder.ts';
import { DATABASE_FILE, VECTORS_FILE } from '../../workers/store/schema.ts';
import { writeDatabase } from '../../workers/store/write-index.ts';
import { writeGraph } from '../../workers/vectors/hnsw.ts';
import { rssMb } from './apart.ts';
import type { GrowthBuild } from './growth.ts';
import { FOLDERS } from './settle.ts';
import { syntheticDocuments } from './synthetic.ts';

const CHUNK = 256;
const SAMPLE_EVERY_MS = 200;
const MS_PER_S = 1e3;
const US_PER_S = 1e6;

const [dir = '', size = '1000'] = process.argv.slice(2);
let memory_mb = rssMb();
const watch = setInterval(() => (memory_mb = Math.max(memory_mb, rssMb())), SAMPLE_EVERY_MS);
const loaded = await loadEmbedder(FOLDERS.modelDir, 1);
if (!loaded.ok) throw new Error(loaded.failure.kind);
const { dimension } = loaded.value.card;
const entries = syntheticDocuments(Number(size));
const start = performance.now();
const atStart = cpuS();
const vectors = await embedAll(loaded.value);
const embedded = cpuS();
writeGraph(join(dir, VECTORS_FILE), vectors, dimension);
const linked = cpuS();
writeDatabase(join(dir, DATABASE_FILE), entries, new Map());
const written = cpuS();
clearInterval(watch);
const build: GrowthBuild = {
  passages: vectors.length,
  documents: entries.length,
  dimension,
  embed_s: embedded - atStart,
  graph_s: linked - embedded,
  database_s: written - linked,
  wall_s: (performance.now() - start) / MS_PER_S,
  build_mb: Math.max(memory_mb, rssMb()),
  graph_file_mb: Math.round(statSync(join(dir, VECTORS_FILE)).size / 2 ** 20),
  database_file_mb: Math.round(statSync(join(dir, DATABASE_FILE)).size / 2 ** 20),
};
process.stdout.write(JSON.stringify(build));

/** Processor time of this process so far, in seconds. */
function cpuS(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / US_PER_S;
}

/** All vectors lie in one table: a million small ones would weigh on the collector of garbage. */
async function embedAll(embedder: Embedder): Promise<Float32Array[]> {
  const texts = entries.flatMap(({ passages }) => passages.map(({ embedded }) => embedded));
  const all = new Float32Array(texts.length * dimension);
  for (let from = 0; from < texts.length; from += CHUNK) {
    const part = await embedder.embed(texts.slice(from, from + CHUNK), 'passage');
    for (const [at, vector] of part.entries()) all.set(vector, (from + at) * dimension);
  }
  return texts.map((_, at) => all.subarray(at * dimension, (at + 1) * dimension));
}
