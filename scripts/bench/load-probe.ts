/** Run by load.ts in a process of its own, the host: prints the figures of each level as JSON. Takes the levels, comma-separated. */
import type { Engine } from '../../core/engine/engine-parts.ts';
import { rssMb } from './apart.ts';
import { closedLoop } from './closed-loop.ts';
import { percentile } from '../../workers/evaluation/metrics.ts';
import { manyQuestions, takeQuestions } from './many-questions.ts';
import type { LoadLevel } from './load.ts';
import { startBench } from './settle.ts';

const LEAST_QUESTIONS = 200;
/** Each place in flight is filled so often, at least. */
const TURNS = 2;
const WARM_UP = 150;
const SAMPLE_EVERY_MS = 100;

const all = manyQuestions();
const levels = (process.argv[2] ?? '1').split(',').map(Number);
const least = Number(process.argv[3] ?? LEAST_QUESTIONS);
const { engine } = await startBench(undefined, 0);
await closedLoop(engine, takeQuestions(all, 0, Math.min(WARM_UP, least)), 8, { prefix: 'warm' });
const figures: LoadLevel[] = [];
let start = WARM_UP;
for (const inFlight of levels) {
  const count = Math.max(least, TURNS * inFlight);
  figures.push(await measure(engine, takeQuestions(all, start, count), inFlight));
  start += count;
}
await engine.close();
process.stdout.write(JSON.stringify(figures));

async function measure(on: Engine, questions: readonly string[], inFlight: number): Promise<LoadLevel> {
  let host_mb = rssMb();
  const watch = setInterval(() => (host_mb = Math.max(host_mb, rssMb())), SAMPLE_EVERY_MS);
  const { per_s, times, statuses, cached } = await closedLoop(on, questions, inFlight, { prefix: `load-${inFlight}` });
  clearInterval(watch);
  if (cached > 0) throw new Error('a question was answered from the cache or together with another');
  const { workers } = await on.status();
  return {
    in_flight: inFlight,
    questions: questions.length,
    per_s,
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
    p99_ms: percentile(times, 0.99),
    host_mb,
    workers_mb: workers.map(({ rss_mb }) => rss_mb ?? 0),
    statuses,
  };
}
