/**
 * Run by embedder-memory.ts in a process of its own: takes a model folder, prints the resident memory in MiB before the model is
 * loaded, while it is used, after it was released for idleness and after it was loaded again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { RestingEmbedder } from '../../workers/embedding/resting-embedder.ts';

/** Longer than transformers.js takes to read, in the background, the file that ONNX Runtime has read by itself already. */
const IDLE_MS = 3_000;
/** What the system needs to take freed pages back, and the idle collector of garbage. */
const SETTLE_MS = 1_500;
const TEXTS = Array.from({ length: 20 }, (_, at) => `Comment comptabiliser le loyer numéro ${at} du bureau ?`);

const rssMb = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);

const [modelDir = ''] = process.argv.slice(2);
const embedder = new RestingEmbedder(() => loadEmbedder(modelDir, 1), 1, IDLE_MS);

async function use(): Promise<number> {
  for (const text of TEXTS) await embedder.embed([text], 'query');
  if (embedder.failure) throw new Error(`${embedder.failure.kind} ${embedder.failure.detail ?? ''}`);
  return rssMb();
}

const before_mb = rssMb();
const start = performance.now();
await embedder.warm();
const load_ms = performance.now() - start;
const used_mb = await use();
await delay(IDLE_MS + SETTLE_MS);
if (embedder.isLoaded) throw new Error('the model was not released');
const released_mb = rssMb();
const again = performance.now();
await embedder.warm();
const reload_ms = performance.now() - again;
const again_mb = await use();
process.stdout.write(JSON.stringify({ before_mb, used_mb, released_mb, again_mb, load_ms, reload_ms }));
