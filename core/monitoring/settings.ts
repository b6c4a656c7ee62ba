import { DEFAULT_CONFIGURATION, type Configuration } from '../configuration/schema.ts';
import type { AlertName } from './report.ts';

/** When a value makes an alert. */
export interface AlertRule {
  /** The value from which on it does, in its own unit: see `Alert`. */
  from: number;
  /** The value must stay there (or, to end the alert, below) for this long, in milliseconds. */
  forMs: number;
}

/** What is measured how often, and when to raise the alarm. Durations in milliseconds. */
export interface MonitoringSettings {
  everyMs: number;
  /** How far back the time series reaches. */
  windowMs: number;
  /** Response times, restarts and errors are judged over this last stretch. */
  recentMs: number;
  /** Null switches a rule off. */
  rules: Record<AlertName, AlertRule | null>;
  /** An alert ends only once its value is below this share of the threshold, 0 to 1: it must not flicker. */
  clearAt: number;
}

/** The monitoring as configured. */
export function monitoringSettings({ monitoring, alerts }: Pick<Configuration, 'monitoring' | 'alerts'>): MonitoringSettings {
  return {
    everyMs: monitoring.every_s * 1_000,
    windowMs: monitoring.window_minutes * 60_000,
    recentMs: monitoring.recent_s * 1_000,
    rules: {
      p95: rule(alerts.p95_ms, alerts.p95_for_s),
      queue: rule(alerts.queue, alerts.queue_for_s),
      memory: rule(alerts.memory_mb, alerts.memory_for_s),
      restarts: rule(alerts.restarts, alerts.restarts_for_s),
      errors: rule(alerts.errors_percent, alerts.errors_for_s),
    },
    clearAt: alerts.clear_percent / 100,
  };
}

/** A threshold of 0 switches the rule off. */
const rule = (from: number, forS: number): AlertRule | null => (from === 0 ? null : { from, forMs: forS * 1_000 });

/** Settings without any configuration file. */
export const DEFAULT_MONITORING: MonitoringSettings = monitoringSettings(DEFAULT_CONFIGURATION);
