import { availableParallelism, totalmem } from 'node:os';
import { DEFAULT_CONFIGURATION, type Configuration } from '../core/configuration/schema.ts';
import type { AnswerStore } from '../core/engine/answer-store.ts';
import { createEngine, type Engine } from '../core/engine/engine.ts';
import { engineSettings, type SettingsOverrides } from '../core/engine/settings.ts';
import { systemClock } from '../core/engine/system-clock.ts';
import type { Folders } from './resources.ts';
import { spawnChild } from './spawn-child.ts';

/** What an engine needs of the folders. */
type EngineFolders = Pick<Folders, 'bundles' | 'indexDir' | 'modelDir'>;

/**
 * The engine over child processes, sized for this machine and as configured; `overrides` win over the configuration. With
 * `answers`, answers are shared with other processes. The engine owns it from now on.
 */
export function startEngine(
  folders: EngineFolders,
  overrides: SettingsOverrides = {},
  configuration: Configuration = DEFAULT_CONFIGURATION,
  answers?: AnswerStore,
): Engine {
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  return createEngine({
    spawn: spawnChild(folders.bundles),
    clock: systemClock,
    settings: engineSettings(configuration, machine, folders, overrides),
    answers,
  });
}
