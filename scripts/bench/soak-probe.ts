/** Run by soak.ts in a process of its own, the host, with --expose-gc: takes the minutes, prints what became of the memory. */
import { startEngine } from '../../hosts/start-engine.ts';
import { mean } from '../../workers/evaluation/metrics.ts';
import { rssMb } from './apart.ts';
import { closedLoop } from './closed-loop.ts';
import { manyQuestions } from './many-questions.ts';
import { everyWorkerReady, FOLDERS } from './settle.ts';
import type { Soak, SoakMemory } from './soak.ts';

const IN_FLIGHT = 16;
/** Questions between two looks at the memory. */
const PART = 400;
/** Enough for every cache of a worker to have seen the whole set. */
const WARM_UP_PARTS = 2;
const REPEAT_EVERY = 10;
/** More than are in flight, fewer than the cache holds. */
const REPEATED_AFTER = 60;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

const minutes = Number(process.argv[2] ?? 10);
const all = manyQuestions();
// A small cache: most questions reach a worker, some do not, and it is always full.
const engine = startEngine(FOLDERS, {
  cache: { maxMb: 1, ttlMs: 0 },
  recycle: { afterQuestions: 0, afterMb: 0 },
  rates: { client: { perMinute: 0, burst: 1 }, all: { perMinute: 0, burst: 1 } },
});
await everyWorkerReady(engine);

const series = new Map<string, { at: number; mb: number }[]>();
const totals = { questions: 0, cached: 0, failed: 0 };
let asked = 0;
for (let part = 0; part < WARM_UP_PARTS; part++) await ask();
const start = performance.now();
await note();
while (performance.now() - start < minutes * MS_PER_MINUTE) {
  const { questions, cached, statuses } = await ask();
  totals.questions += questions;
  totals.cached += cached;
  totals.failed += questions - (statuses.answered ?? 0) - (statuses.no_answer ?? 0);
  await note();
}
const elapsed = performance.now() - start;
const { workers } = await engine.status();
await engine.close();
const report: Soak = {
  minutes: elapsed / MS_PER_MINUTE,
  ...totals,
  per_s: (totals.questions / elapsed) * 1000,
  restarts: workers.reduce((sum, { restarts }) => sum + restarts, 0),
  memory: [...series].map(([name, points]) => memoryOf(name, points)),
};
process.stdout.write(JSON.stringify(report));

/**
 * The next part. Every second time round, each question stands in another wording, so that the set never fits the cache; now and then one
 * is asked again that was answered a moment ago, and comes from there.
 */
function ask() {
  const questions = Array.from({ length: PART }, (_, at) =>
    at % REPEAT_EVERY === 0 ? worded(asked - REPEATED_AFTER) : worded(asked++),
  );
  return closedLoop(engine, questions, IN_FLIGHT, { prefix: `soak-${asked}` });
}

function worded(number: number): string {
  const [turn, at] = [Math.floor(Math.max(0, number) / all.length), Math.max(0, number) % all.length];
  return turn % 2 === 0 ? (all[at] ?? '') : `Bonjour, ${all[at] ?? ''}`;
}

async function note(): Promise<void> {
  globalThis.gc?.();
  add('hôte, tas après ramassage', process.memoryUsage().heapUsed / 2 ** 20);
  add('hôte', rssMb());
  for (const { id, rss_mb } of (await engine.status()).workers) add(`processus ${id}`, rss_mb ?? NaN);
}

function add(name: string, mb: number): void {
  const points = series.get(name) ?? [];
  points.push({ at: performance.now(), mb });
  series.set(name, points);
}

function memoryOf(name: string, points: { at: number; mb: number }[]): SoakMemory {
  const values = points.map(({ mb }) => mb);
  return {
    process: name,
    before_mb: values[0] ?? NaN,
    after_mb: values.at(-1) ?? NaN,
    most_mb: Math.max(...values),
    slope_mb_per_h: slope(points.slice(Math.floor(points.length / 2))) * MS_PER_HOUR,
  };
}

/** Of the line of least squares, in MiB per millisecond. */
function slope(points: { at: number; mb: number }[]): number {
  const [at, mb] = [mean(points.map((point) => point.at)), mean(points.map((point) => point.mb))];
  const covariance = points.reduce((sum, point) => sum + (point.at - at) * (point.mb - mb), 0);
  return covariance / points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
}
