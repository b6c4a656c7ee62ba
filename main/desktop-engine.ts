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

/** Starts the engine on utility processes; `close` settles once every worker process has gone. Needs `ready`. */
export function startDesktopEngine({ workersDir, indexDir, modelDir, dataDir, configurationFiles }: AppPaths): MonitoredEngine {
  const spawner = utilitySpawner(workersDir);
  const { configuration, warnings } = readConfiguration(configurationFiles, process.argv);
  const { journal, log } = openJournal(dataDir, 'bureau', configuration);
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  const library = librarySettings(configuration, dataDir, randomUUID());
  const engine = createMonitoredEngine({
    spawn: spawner.spawn,
    clock: systemClock,
    settings: engineSettings(configuration, machine, { indexDir, modelDir, libraryFile: library && join(dataDir, LIBRARY_FILE) }),
    library,
    warnings,
    monitoring: { settings: monitoringSettings(configuration), system: systemProbe },
    journal,
  });
  return {
    ...engine,
    close: async () => {
      await engine.close();
      await spawner.allExited();
      await log.close();
    },
  };
}
