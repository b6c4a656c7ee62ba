import type { Settlement, Timings } from '../../core/domain/settlement.ts';
import { percentile } from '../../workers/evaluation/metrics.ts';
import { QUESTIONS } from './questions.ts';
import { startBench, type Bench } from './settle.ts';

export interface Spread {
  p50_ms: number;
  p95_ms: number;
}

export interface Latency {
  /** Wall time seen by the asker, one question after the other, warm. */
  uncached: Spread;
  /** Each stage; the lexical search runs while the question is being embedded, so they overlap. */
  stages: Record<'queue' | 'embedding' | 'lexical' | 'semantic' | 'answer', Spread>;
  cached: Spread;
  /** Resident memory of the worker after these questions, in MiB. */
  worker_rss_mb: number;
}

const STAGES: Record<keyof Latency['stages'], keyof Timings> = {
  queue: 'queued_ms',
  embedding: 'embed_ms',
  lexical: 'lexical_ms',
  semantic: 'semantic_ms',
  answer: 'answer_ms',
};

/** One worker, one question at a time: first unknown, then known to the cache. */
export async function measureLatency(): Promise<Latency> {
  const bench = await startBench(1, 64);
  const uncached = await askEach(bench);
  const cached = await askEach(bench);
  if (!cached.every(({ settlement }) => settlement.cached)) throw new Error('the second round was not answered from the cache');
  const { workers } = await bench.engine.status();
  await bench.engine.close();
  const stage = (name: keyof Timings): Spread => spread(uncached.map(({ settlement }) => settlement.timings[name]));
  return {
    uncached: spread(uncached.map(({ ms }) => ms)),
    stages: Object.fromEntries(Object.entries(STAGES).map(([name, timing]) => [name, stage(timing)])) as Latency['stages'],
    cached: spread(cached.map(({ ms }) => ms)),
    worker_rss_mb: workers[0]?.rss_mb ?? 0,
  };
}

/** Median and 95th percentile. */
export function spread(times: readonly number[]): Spread {
  return { p50_ms: percentile(times, 0.5), p95_ms: percentile(times, 0.95) };
}

async function askEach({ ask }: Bench): Promise<{ ms: number; settlement: Settlement }[]> {
  const asked: { ms: number; settlement: Settlement }[] = [];
  for (const question of QUESTIONS) {
    const start = performance.now();
    const [settlement] = await ask([question]);
    if (settlement) asked.push({ ms: performance.now() - start, settlement });
  }
  return asked;
}
