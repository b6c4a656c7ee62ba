import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../core/engine/engine.ts';
import type { Engine } from '../core/engine/engine.ts';
import { defaultSettings } from '../core/engine/settings.ts';
import type { AppPaths } from './paths.ts';
import { utilitySpawner } from './spawn-utility.ts';
import { systemClock } from './system-clock.ts';

const MODEL = 'ohada-statique-v1';

/** Starts the engine on utility processes; `close` settles once every worker process has gone. Needs `ready`. */
export function startDesktopEngine({ workersDir, resourcesDir }: AppPaths): Engine {
  const spawner = utilitySpawner(workersDir);
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  const folders = { indexDir: join(resourcesDir, 'index'), modelDir: join(resourcesDir, 'models', MODEL) };
  const engine = createEngine({ spawn: spawner.spawn, clock: systemClock, settings: defaultSettings(machine, folders) });
  return {
    ...engine,
    close: async () => {
      await engine.close();
      await spawner.allExited();
    },
  };
}
