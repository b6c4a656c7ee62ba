import type { EngineParts } from '../engine/engine-parts.ts';
import { createEngine } from '../engine/engine.ts';
import type { Journal } from './journal.ts';
import { measuredSpawn } from './measured-spawn.ts';
import { createMonitor, type Monitor, type MonitorParts } from './monitor.ts';

/** The engine as a host holds it that shows a page: the page's calls, and an end. */
export interface MonitoredEngine extends Monitor {
  /** Ends the engine (see Engine), then the measuring. */
  close(): Promise<void>;
}

export interface MonitoredEngineParts extends EngineParts {
  monitoring: Pick<MonitorParts, 'settings' | 'system'>;
  journal: Journal;
}

/** Starts the workers under observation; questions may be submitted at once. */
export function createMonitoredEngine({ monitoring, journal, ...parts }: MonitoredEngineParts): MonitoredEngine {
  const { clock } = parts;
  const { spawn, usage } = measuredSpawn(parts.spawn, clock, journal);
  const engine = createEngine({ ...parts, spawn });
  const monitor = createMonitor({
    ...monitoring,
    engine,
    clock,
    usage,
    onAlerts: (changes) => journal.alerts(changes),
    onStatus: (status) => journal.status(status),
  });
  journal.follow(engine);
  return {
    ...monitor,
    close: async () => {
      journal.closing();
      await engine.close();
      monitor.stop();
    },
  };
}
