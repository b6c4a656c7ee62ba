import { z } from 'zod';
import { FAILURE_KINDS } from '../../core/failures.ts';
import { ALERT_NAMES, STAGES } from '../../core/monitoring/report.ts';

/** What the local API answers, as schemas: openapi.ts describes it by them, and a test holds real replies against them. */

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const ms = z.number().min(0);
const each = <const Names extends readonly string[], Value extends z.ZodType>(names: Names, value: Value) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, value])) as Record<Names[number], Value>);

export const failureReply = z.strictObject({ failure: z.strictObject({ kind: z.string(), message: z.string() }) });

export const submitReply = z.strictObject({ ids: z.array(z.string()) });

const STATUSES = ['answered', 'no_answer', 'failed', 'cancelled', 'timed_out'] as const;

export const settlement = z.strictObject({
  id: z.string(),
  question: z.string(),
  status: z.enum(STATUSES),
  answer: z.string().describe('French; [1] [2] point into citations'),
  entries: z.array(
    z.strictObject({
      compte: z.string(),
      intitule: z.string(),
      sens: z.enum(['debit', 'credit']),
      montant: z.number().nullable().describe('Whole francs; null when the question gives no amount'),
      moment: z.string(),
    }),
  ),
  citations: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      reference: z.string(),
      excerpt: z.string(),
      highlights: z.array(z.array(count)),
      comptes: z.array(z.string()),
      score: z.number(),
    }),
  ),
  confidence: share,
  explication: z.array(z.record(z.string(), z.unknown())).optional(),
  failure: z.strictObject({ kind: z.string(), message: z.string() }).optional(),
  timings: each(['queued_ms', 'embed_ms', 'lexical_ms', 'semantic_ms', 'answer_ms', 'total_ms'], ms),
  worker: z.int().nullable(),
  cached: z.boolean(),
});

const asked = { id: z.string(), question: z.string(), recovered: z.literal(true).optional() };
const queued = z.strictObject({ ...asked, state: z.literal('queued'), position: count, wait_ms: ms.nullable() });
const running = z.strictObject({ ...asked, state: z.literal('running'), worker: z.int() });

export const openQuestion = z.discriminatedUnion('state', [queued, running]);

export const recoveredReply = z.array(
  z.discriminatedUnion('state', [queued, running, z.strictObject({ ...asked, state: z.literal('settled'), settlement })]),
);

const alert = z.strictObject({
  rule: z.enum(ALERT_NAMES),
  value: z.number(),
  threshold: z.number(),
  active_ms: ms,
  message: z.string(),
});

const worker = {
  id: z.int(),
  pid: z.int().nullable(),
  state: z.enum(['starting', 'idle', 'busy', 'waiting_restart', 'paused', 'retiring', 'stopped']),
  rss_mb: z.number().nullable(),
  answered: count,
  restarts: count,
  recycled: count,
  search: z.enum(['hybrid', 'lexical']).nullable(),
  last_error: z
    .strictObject({ kind: z.enum(['exited', 'hung', 'crashed', 'refused', 'not_started']), detail: z.string().nullable() })
    .nullable(),
};

const cache = z.strictObject({
  entries: count,
  hits: count,
  misses: count,
  joined: count,
  hit_rate: share,
  size_mb: z.number(),
  max_mb: z.number(),
  shared: z.record(z.string(), z.unknown()).nullable(),
});

const failure = z.strictObject({ kind: z.enum(FAILURE_KINDS), detail: z.string().optional() }).nullable();

const library = z.strictObject({
  state: z.enum(['starting', 'open', 'degraded']),
  failure,
  pid: z.int().nullable(),
  restarts: count,
  questions: count,
  unwritten: count,
  vectors: z.strictObject({ kept: count.nullable(), hits: count, misses: count, hit_rate: share }),
  report: z
    .strictObject({ vectors: count, size_mb: z.number(), wal_mb: z.number(), backups: count, backup_failure: failure })
    .nullable(),
  recovery: z.strictObject({ aside: z.string(), backup: z.string().nullable() }).nullable(),
});

export const statusReply = z.strictObject({
  workers: z.array(z.strictObject(worker)),
  queue: z.strictObject({
    waiting: count,
    running: count,
    service_ms: ms.nullable(),
    limit: count,
    open: z.record(z.string(), count),
    refused: count,
  }),
  cache,
  versions: z.strictObject({ index: z.string().nullable() }),
  failure,
  library: library.nullable(),
  warnings: z.array(z.strictObject({ kind: z.string(), message: z.string() })),
  alerts: z.array(alert),
});

const percentiles = z.strictObject({ p50: ms, p95: ms, p99: ms }).nullable();
const activity = {
  settled: each(STATUSES, count),
  per_second: z.number(),
  total_ms: percentiles,
  stages_ms: each(STAGES, percentiles),
  error_rate: share.nullable(),
  cache_hit_rate: share.nullable(),
  restarts: count,
};
const queue = z.strictObject({ waiting: count, running: count });
const use = { cpu_percent: z.number().nullable(), rss_mb: z.number().nullable() };

export const monitoringReply = z.strictObject({
  now: z.number(),
  every_ms: ms,
  window_ms: ms,
  samples: z.array(
    z.strictObject({
      at: z.number(),
      ...activity,
      queue,
      application: z.strictObject(use),
      machine_cpu_percent: z.number().nullable(),
    }),
  ),
  summary: z.strictObject(activity),
  bottleneck: z.strictObject({ stage: z.enum(STAGES), share, mean_ms: ms }).nullable(),
  workers: z.array(z.strictObject({ ...worker, cpu_percent: z.number().nullable() })),
  host: z.strictObject({ pid: z.int(), ...use }),
  machine: z.strictObject({
    cores: count,
    cpu_percent: z.number().nullable(),
    total_mb: z.number(),
    free_mb: z.number(),
  }),
  queue,
  cache,
  alerts: z.array(alert),
});

export const healthReply = z.strictObject({ status: z.enum(['ok', 'starting', 'unavailable']) });
