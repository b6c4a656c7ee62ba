import { alertSentence } from './alert-sentences.fr.ts';
import { ALERT_NAMES, type Alert, type AlertName } from './report.ts';
import type { MonitoringSettings } from './settings.ts';

/** What the rules look at; null where there is nothing to judge, which ends an alert as a low value does. */
export type AlertValues = Record<AlertName, number | null>;

/** What one look changed. */
export interface AlertChanges {
  raised: Alert[];
  cleared: Alert[];
}

interface Standing {
  /** Since when the value has been on the other side of the limit, null while it is not. */
  turningSince: number | null;
  /** Since when the alert has been active, null while it is not. */
  activeSince: number | null;
  value: number;
}

/**
 * The rules of the configuration, with a memory: a value must be at its threshold or above for as long as the rule says before its alert is raised,
 * and below a lower limit for as long before it ends.
 */
export class AlertBoard {
  readonly #settings: Pick<MonitoringSettings, 'rules' | 'clearAt'>;
  readonly #standings = new Map<AlertName, Standing>();

  constructor(settings: Pick<MonitoringSettings, 'rules' | 'clearAt'>) {
    this.#settings = settings;
  }

  /** Takes the values of the moment `now` (monotonic, in milliseconds). */
  look(now: number, values: AlertValues): AlertChanges {
    const changes: AlertChanges = { raised: [], cleared: [] };
    for (const name of ALERT_NAMES) {
      const change = this.#judge(name, values[name], now);
      if (change) changes[change.to].push(change.alert);
    }
    return changes;
  }

  /** The alerts active at the moment `now`. */
  active(now: number): Alert[] {
    return ALERT_NAMES.flatMap((name) => {
      const { activeSince = null, value = 0 } = this.#standings.get(name) ?? {};
      return activeSince === null ? [] : [this.#alert(name, value, now - activeSince)];
    });
  }

  #judge(name: AlertName, value: number | null, now: number): { to: keyof AlertChanges; alert: Alert } | null {
    const rule = this.#settings.rules[name];
    if (rule === null) return null;
    const standing = this.#standings.get(name) ?? { turningSince: null, activeSince: null, value: 0 };
    this.#standings.set(name, standing);
    standing.value = value ?? 0;
    const { activeSince } = standing;
    const turning = activeSince === null ? standing.value >= rule.from : standing.value < rule.from * this.#settings.clearAt;
    standing.turningSince = turning ? (standing.turningSince ?? now) : null;
    if (standing.turningSince === null || now - standing.turningSince < rule.forMs) return null;
    standing.turningSince = null;
    standing.activeSince = activeSince === null ? now : null;
    return activeSince === null
      ? { to: 'raised', alert: this.#alert(name, standing.value, 0) }
      : { to: 'cleared', alert: this.#alert(name, standing.value, now - activeSince) };
  }

  #alert(rule: AlertName, value: number, active_ms: number): Alert {
    const threshold = this.#settings.rules[rule]?.from ?? 0;
    return { rule, value, threshold, active_ms, message: alertSentence(rule, value, threshold) };
  }
}
