import type { WorkerOptions } from '../contract.ts';

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
  /** Answers kept in memory. */
  cacheEntries: number;
  restart: RestartPolicy;
}

/** At most `max` restarts of one worker within `windowMs`, each after a delay that doubles from `baseDelayMs`. */
export interface RestartPolicy {
  max: number;
  windowMs: number;
  baseDelayMs: number;
}

const WORKER_MEMORY_GB = 0.5;
const MEMORY_FOR_THE_REST_GB = 2;
const MOST_WORKERS = 4;

/** One worker per core, as far as memory allows beside the system and the window; never fewer than 1, never more than 4. */
export function defaultWorkerCount(cores: number, memoryGb: number): number {
  const byMemory = Math.floor((memoryGb - MEMORY_FOR_THE_REST_GB) / WORKER_MEMORY_GB);
  return Math.max(1, Math.min(cores, byMemory, MOST_WORKERS));
}

/** Settings for a machine; each may be overridden by the host. */
export function defaultSettings(
  machine: { cores: number; memoryGb: number },
  folders: Pick<WorkerOptions, 'indexDir' | 'modelDir'>,
  overrides: Partial<Omit<EngineSettings, 'workerOptions'>> = {},
): EngineSettings {
  const workers = Math.max(1, overrides.workers ?? defaultWorkerCount(machine.cores, machine.memoryGb));
  return {
    deadlineMs: 20_000,
    answerTimeoutMs: 5_000,
    openTimeoutMs: 30_000,
    cacheEntries: 1_000,
    restart: { max: 5, windowMs: 60_000, baseDelayMs: 100 },
    ...overrides,
    workers,
    // More threads than cores per session only fight each other (see pitfalls: threads = cores / workers).
    workerOptions: { ...folders, threads: Math.max(1, Math.floor(machine.cores / workers)) },
  };
}
