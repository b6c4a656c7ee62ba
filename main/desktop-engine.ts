import { availableParallelism, totalmem } from 'node:os';
import { createEngine } from '../core/engine/engine.ts';
import type { Engine } from '../core/engine/engine.ts';
import { engineSettings } from '../core/engine/settings.ts';
import { readConfiguration } from './configuration.ts';
import type { AppPaths } from './paths.ts';
import { utilitySpawner } from './spawn-utility.ts';
import { systemClock } from '../core/engine/system-clock.ts';

/** Starts the engine on utility processes; `close` settles once every worker process has gone. Needs `ready`. */
export function startDesktopEngine({ workersDir, indexDir, modelDir, configurationFiles }: AppPaths): Engine {
  const spawner = utilitySpawner(workersDir);
  const { configuration, warnings } = readConfiguration(configurationFiles, process.argv);
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  const engine = createEngine({
    spawn: spawner.spawn,
    clock: systemClock,
    settings: engineSettings(configuration, machine, { indexDir, modelDir }),
    warnings,
  });
  return {
    ...engine,
    close: async () => {
      await engine.close();
      await spawner.allExited();
    },
  };
}
