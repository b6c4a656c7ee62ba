import { availableParallelism, totalmem } from 'node:os';
import { createEngine } from '../core/engine/engine.ts';
import type { Engine } from '../core/engine/engine.ts';
import { defaultSettings } from '../core/engine/settings.ts';
import type { AppPaths } from './paths.ts';
import { utilitySpawner } from './spawn-utility.ts';
import { systemClock } from '../core/engine/system-clock.ts';

/** Starts the engine on utility processes; `close` settles once every worker process has gone. Needs `ready`. */
export function startDesktopEngine({ workersDir, indexDir, modelDir }: AppPaths): Engine {
  const spawner = utilitySpawner(workersDir);
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  const engine = createEngine({
    spawn: spawner.spawn,
    clock: systemClock,
    settings: defaultSettings(machine, { indexDir, modelDir }),
  });
  return {
    ...engine,
    close: async () => {
      await engine.close();
      await spawner.allExited();
    },
  };
}
