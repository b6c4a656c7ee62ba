import type { WorkerStatus } from '../contract.ts';
import type { CacheStatus } from '../domain/cache-status.ts';
import type { SettledStatus } from '../domain/settlement.ts';
import type { Percentiles } from './histogram.ts';

/** Where a question spends its time, in the order it passes. */
export const STAGES = ['queue', 'embed', 'lexical', 'semantic', 'answer'] as const;

export type Stage = (typeof STAGES)[number];

/** What is watched over; each may have a rule in the configuration. */
export const ALERT_NAMES = ['p95', 'queue', 'memory', 'restarts', 'errors'] as const;

export type AlertName = (typeof ALERT_NAMES)[number];

/** A rule of the configuration that is broken now. Units: p95 ms, queue questions, memory MB, restarts number, errors per cent. */
export interface Alert {
  rule: AlertName;
  value: number;
  threshold: number;
  /** For how long it has been active, in milliseconds. */
  active_ms: number;
  /** French. */
  message: string;
}

/** What one process uses. CPU counts 100 for one core fully used; null where it is not known (yet). */
export interface ProcessUse {
  cpu_percent: number | null;
  rss_mb: number | null;
}

/** The computer as a whole; `cpu_percent` is of all cores together. */
export interface MachineUse {
  cores: number;
  cpu_percent: number | null;
  total_mb: number;
  free_mb: number;
}

/** Questions and times of a stretch of time. Questions refused for their wording count nowhere but in `settled`. */
export interface Activity {
  settled: Record<SettledStatus, number>;
  /** Answers and honest refusals per second. */
  per_second: number;
  /** From submission to settlement, without bulk questions; null when there was none. */
  total_ms: Percentiles | null;
  /** Of questions that a worker answered. */
  stages_ms: Record<Stage, Percentiles | null>;
  /** Failed or timed out, 0 to 1; null when nothing settled. */
  error_rate: number | null;
  /** Questions that cost no worker (kept here, kept in a shared store, joined to an identical one), 0 to 1; null when none was looked up. */
  cache_hit_rate: number | null;
  /** Workers started again. */
  restarts: number;
}

/** One point of the time series: what happened since the point before, and what was the case then. */
export interface MonitoringSample extends Activity {
  /** Monotonic, in milliseconds, on the scale of `MonitoringReport.now`. */
  at: number;
  queue: { waiting: number; running: number };
  /** Host process and workers together. */
  application: ProcessUse;
  machine_cpu_percent: number | null;
}

export interface MonitoredWorker extends WorkerStatus {
  cpu_percent: number | null;
}

/** Everything measured, for the page that shows it and for GET /api/monitoring. */
export interface MonitoringReport {
  /** Monotonic, in milliseconds: only differences mean something. */
  now: number;
  every_ms: number;
  window_ms: number;
  /** Oldest first. */
  samples: MonitoringSample[];
  /** The whole window. */
  summary: Activity;
  /** The stage in which the questions of the window spent most time, and its share of all stages, 0 to 1; null without questions. */
  bottleneck: { stage: Stage; share: number; mean_ms: number } | null;
  workers: MonitoredWorker[];
  host: ProcessUse & { pid: number };
  machine: MachineUse;
  queue: { waiting: number; running: number };
  cache: CacheStatus;
  alerts: Alert[];
}
