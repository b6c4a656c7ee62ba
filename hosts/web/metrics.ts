import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PageApi } from '../../core/contract.ts';
import type { MonitoringReport } from '../../core/monitoring/report.ts';

/** Upper bounds of the histogram's bins, in seconds. */
const BOUNDS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

const STAGE_OF = {
  queued_ms: 'queue',
  embed_ms: 'embed',
  lexical_ms: 'lexical',
  semantic_ms: 'semantic',
  answer_ms: 'answer',
} as const;

/** What GET /metrics answers. */
export interface Metrics {
  readonly contentType: string;
  /** Everything known now, in Prometheus text format. */
  text(): Promise<string>;
}

/** Counts from now on everything `engine` says, and reads the rest from its report whenever asked. */
export function createMetrics(engine: PageApi): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  followQuestions(engine, registry);
  const note = stateGauges(registry);
  return {
    contentType: registry.contentType,
    text: async () => {
      note(await engine.monitoring());
      return registry.metrics();
    },
  };
}

function followQuestions(engine: PageApi, registry: Registry): void {
  const registers = [registry];
  const settled = new Counter({
    name: 'ohada_questions_total',
    help: 'Questions settled, by status.',
    labelNames: ['status'],
    registers,
  });
  const total = new Histogram({
    name: 'ohada_question_seconds',
    help: 'From submission to settlement.',
    buckets: BOUNDS_S,
    registers,
  });
  const stages = new Histogram({
    name: 'ohada_stage_seconds',
    help: 'Time in each stage, for questions that a worker answered.',
    labelNames: ['stage'],
    buckets: BOUNDS_S,
    registers,
  });
  engine.onQuestionState((state) => {
    if (state.state !== 'settled') return;
    const { status, timings, worker, cached } = state.settlement;
    settled.inc({ status });
    total.observe(timings.total_ms / 1_000);
    if (worker === null || cached) return;
    for (const [timing, stage] of Object.entries(STAGE_OF)) {
      stages.observe({ stage }, timings[timing as keyof typeof STAGE_OF] / 1_000);
    }
  });
}

/** Gauges of the state at the moment of asking; the function returned sets them. */
function stateGauges(registry: Registry): (report: MonitoringReport) => void {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `ohada_${name}`, help, labelNames, registers: [registry] });
  const queue = gauge('queue_questions', 'Questions that wait or run.', 'state');
  const workers = gauge('workers', 'Question workers, by state.', 'state');
  const memory = gauge('worker_memory_bytes', 'Resident memory of a worker process.', 'worker');
  const cpu = gauge('worker_cpu_ratio', 'Processor time of a worker process per second; 1 is one core.', 'worker');
  const answered = gauge('worker_answered', 'Questions answered by the processes of a worker since the start.', 'worker');
  const restarts = gauge('worker_restarts', 'Times a worker was started again since the start.', 'worker');
  const cache = gauge('cache_lookups', 'Questions looked up in the cache since the start, by result.', 'result');
  const alerts = gauge('alert_active', 'Alerts of the configuration that are active now.', 'rule');
  const state = [queue, workers, memory, cpu, answered, restarts, cache, alerts];
  return (report) => {
    for (const one of state) one.reset();
    queue.set({ state: 'waiting' }, report.queue.waiting);
    queue.set({ state: 'running' }, report.queue.running);
    for (const { id, state, rss_mb, cpu_percent, answered: count, restarts: again } of report.workers) {
      const worker = String(id);
      workers.inc({ state });
      if (rss_mb !== null) memory.set({ worker }, rss_mb * 2 ** 20);
      if (cpu_percent !== null) cpu.set({ worker }, cpu_percent / 100);
      answered.set({ worker }, count);
      restarts.set({ worker }, again);
    }
    cache.set({ result: 'hit' }, report.cache.hits);
    cache.set({ result: 'joined' }, report.cache.joined);
    cache.set({ result: 'miss' }, report.cache.misses - report.cache.joined);
    for (const { rule } of report.alerts) alerts.set({ rule }, 1);
  };
}
