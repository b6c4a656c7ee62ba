import { randomUUID } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { engineSettings } from '../core/engine/settings.ts';
import { systemClock } from '../core/engine/system-clock.ts';
import { LIBRARY_FILE } from '../core/library/contract.ts';
import { librarySettings } from '../core/library/settings.ts';
import { createMonitoredEngine, type MonitoredEngine } from '../core/monitoring/monitored-engine.ts';
import { monitoringSettings } from '../core/monitoring/settings.ts';
import { openJournal } from '../platform/open-journal.ts';
import { systemProbe } from '../platform/system-probe.ts';
import { readConfiguration } from './configuration.ts';
import type { AppPaths } from './paths.ts';
import { utilitySpawner } from './spawn-utility.ts';

/** What closing takes beyond the last questions: the last writes, the ends of the processes. */
const LAST_STEPS_MS = 3_000;

export interface DesktopEngine extends MonitoredEngine {
  /** `close` is not worth waiting for any longer, in milliseconds. */
  closeWithinMs: number;
}

/** Starts the engine on utility processes; `close` settles once every worker process has gone. Needs `ready`. */
export function startDesktopEngine({ workersDir, indexDir, modelDir, dataDir, configurationFiles }: AppPaths): DesktopEngine {
  const spawner = utilitySpawner(workersDir);
  const { configuration, warnings } = readConfiguration(configurationFiles, process.argv);
  const { journal, log } = openJournal(dataDir, 'bureau', configuration);
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  const library = librarySettings(configuration, dataDir, randomUUID());
  const folders = { indexDir, modelDir, libraryFile: library && join(dataDir, LIBRARY_FILE) };
  const settings = engineSettings(configuration, machine, folders);
  const engine = createMonitoredEngine({
    spawn: spawner.spawn,
    clock: systemClock,
    settings,
    library,
    warnings,
    monitoring: { settings: monitoringSettings(configuration), system: systemProbe },
    journal,
  });
  return {
    ...engine,
    closeWithinMs: settings.closeGraceMs + LAST_STEPS_MS,
    close: async () => {
      await engine.close();
      await spawner.allExited();
      await log.close();
    },
  };
}
