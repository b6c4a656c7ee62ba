import { availableParallelism, totalmem } from 'node:os';
import { createEngine, type Engine } from '../core/engine/engine.ts';
import { defaultSettings, type EngineSettings } from '../core/engine/settings.ts';
import type { Folders } from './resources.ts';
import { spawnChild } from './spawn-child.ts';
import { systemClock } from '../core/engine/system-clock.ts';

/** The engine over child processes, sized for this machine. */
export function startEngine(folders: Folders, overrides: Partial<Omit<EngineSettings, 'workerOptions'>> = {}): Engine {
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  return createEngine({
    spawn: spawnChild(folders.bundles),
    clock: systemClock,
    settings: defaultSettings(machine, folders, overrides),
  });
}
