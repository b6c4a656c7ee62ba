import { DEFAULT_CONFIGURATION, type Configuration } from '../configuration/schema.ts';
import type { WorkerOptions } from '../contract.ts';
import type { QueueLimits, QuestionRates } from './admission.ts';
import type { CacheLimits } from './answer-cache.ts';
import type { SourceWeights } from './fair-lanes.ts';

/** How the engine behaves; durations in milliseconds. */
export interface EngineSettings {
  /** Number of question workers, at least 1. */
  workers: number;
  workerOptions: WorkerOptions;
  /** From submission to settlement, waiting included. */
  deadlineMs: number;
  /** A worker silent for this long on one question is taken for hung and replaced. */
  answerTimeoutMs: number;
  /** A worker that has not opened model and index after this long is replaced. */
  openTimeoutMs: number;
  /** At the end, how long questions that a worker has may still take; 0 ends at once. */
  closeGraceMs: number;
  /** Answers kept in this process. */
  cache: CacheLimits;
  queue: QueueLimits;
  weights: SourceWeights;
  rates: QuestionRates;
  restart: RestartPolicy;
  recycle: RecyclePolicy;
  /** Threads each of so many workers may use. */
  threadsFor: (workers: number) => number;
}

/**
 * At most `max` restarts of one worker within `windowMs`, each after a delay that doubles from `baseDelayMs`; then again after
 * `retryAfterMs`, 0 for never.
 */
export interface RestartPolicy {
  max: number;
  windowMs: number;
  baseDelayMs: number;
  retryAfterMs: number;
}

/** A worker gives way to a fresh one after so many questions, or when it takes so many MiB; 0 for never. */
export interface RecyclePolicy {
  afterQuestions: number;
  afterMb: number;
}

const WORKER_MEMORY_GB = 0.5;
const MEMORY_FOR_THE_REST_GB = 2;
const MOST_WORKERS = 4;

/** One worker per core, as far as memory allows beside the system and the window; never fewer than 1, never more than 4. */
export function defaultWorkerCount(cores: number, memoryGb: number): number {
  const byMemory = Math.floor((memoryGb - MEMORY_FOR_THE_REST_GB) / WORKER_MEMORY_GB);
  return Math.max(1, Math.min(cores, byMemory, MOST_WORKERS));
}

/** What a worker reads. */
type WorkerFolders = Pick<WorkerOptions, 'indexDir' | 'modelDir' | 'libraryFile'>;

/** What settings are sized by. */
export interface MachineSize {
  cores: number;
  memoryGb: number;
}

/** What a host may decide over the configuration, for one call. */
export type SettingsOverrides = Partial<Omit<EngineSettings, 'workerOptions'>>;

/** The engine's settings for a machine, as configured. */
export function engineSettings(
  { workers, timeouts, cache, embedder, sqlite, queue, limits }: Configuration,
  machine: MachineSize,
  folders: WorkerFolders,
  overrides: SettingsOverrides = {},
): EngineSettings {
  const configured = workers.count === 'auto' ? defaultWorkerCount(machine.cores, machine.memoryGb) : workers.count;
  const count = Math.max(1, overrides.workers ?? configured);
  // More threads than cores per session only fight each other (see pitfalls: threads = cores / workers).
  const share = (among: number): number => Math.max(1, Math.floor(machine.cores / among));
  const threadsFor = (among: number): number => Math.min(share(among), workers.threads === 'auto' ? Infinity : workers.threads);
  return {
    deadlineMs: timeouts.question_s * 1_000,
    answerTimeoutMs: timeouts.answer_s * 1_000,
    openTimeoutMs: timeouts.open_s * 1_000,
    closeGraceMs: timeouts.close_s * 1_000,
    cache: { maxMb: cache.size_mb, ttlMs: cache.ttl_minutes * 60_000 },
    ...intake(queue, limits),
    restart: engineRestart({ workers }),
    recycle: { afterQuestions: workers.recycle_after_questions, afterMb: workers.recycle_after_mb },
    threadsFor,
    ...overrides,
    workers: count,
    workerOptions: {
      ...pick(folders),
      threads: threadsFor(count),
      warm: workers.warm_start,
      idleReleaseMs: embedder.idle_release_minutes * 60_000,
      sqlite: { mmapMb: sqlite.mmap_mb, cacheMb: sqlite.cache_mb },
    },
  };
}

/** How processes that died are started again. */
export function engineRestart({ workers }: Pick<Configuration, 'workers'>): RestartPolicy {
  return {
    max: workers.restart_max,
    windowMs: workers.restart_window_s * 1_000,
    baseDelayMs: workers.restart_delay_ms,
    retryAfterMs: workers.retry_after_s * 1_000,
  };
}

/** What is taken in, and in which turns. */
function intake(
  queue: Configuration['queue'],
  limits: Configuration['limits'],
): Pick<EngineSettings, 'queue' | 'weights' | 'rates'> {
  return {
    queue: { max: queue.max_questions, sourceSharePercent: queue.source_share_percent },
    weights: { window: queue.weight_window, api: queue.weight_api, batch: queue.weight_batch },
    rates: {
      client: { perMinute: limits.questions_per_minute, burst: limits.questions_burst },
      all: { perMinute: limits.all_questions_per_minute, burst: limits.all_questions_burst },
    },
  };
}

/** Hosts hand over all their folders; a worker is told only of these. */
const pick = ({ indexDir, modelDir, libraryFile }: WorkerFolders): WorkerFolders => ({ indexDir, modelDir, libraryFile });

/** Settings without any configuration file. */
export const defaultSettings = (
  machine: MachineSize,
  folders: WorkerFolders,
  overrides: SettingsOverrides = {},
): EngineSettings => engineSettings(DEFAULT_CONFIGURATION, machine, folders, overrides);
