import { availableParallelism, totalmem } from 'node:os';
import { DEFAULT_CONFIGURATION, type Configuration } from '../core/configuration/schema.ts';
import type { AnswerStore } from '../core/engine/answer-store.ts';
import { createEngine, type Engine, type EngineParts } from '../core/engine/engine.ts';
import { engineSettings, type SettingsOverrides } from '../core/engine/settings.ts';
import { systemClock } from '../core/engine/system-clock.ts';
import type { Journal } from '../core/monitoring/journal.ts';
import { createMonitoredEngine, type MonitoredEngine } from '../core/monitoring/monitored-engine.ts';
import { monitoringSettings } from '../core/monitoring/settings.ts';
import { systemProbe } from '../platform/system-probe.ts';
import type { Folders } from './resources.ts';
import { spawnChild } from './spawn-child.ts';

/** What an engine needs of the folders. */
type EngineFolders = Pick<Folders, 'bundles' | 'indexDir' | 'modelDir'>;

/**
 * The engine over child processes, sized for this machine and as configured; `overrides` win over the configuration.
 */
export function startEngine(
  folders: EngineFolders,
  overrides: SettingsOverrides = {},
  configuration: Configuration = DEFAULT_CONFIGURATION,
): Engine {
  return createEngine(engineParts(folders, overrides, configuration));
}

/**
 * The same under observation, for a host that shows how it fares. With `answers`, answers are shared with other processes; the engine
 * owns it from now on.
 */
export function startMonitoredEngine(
  folders: EngineFolders,
  configuration: Configuration,
  journal: Journal,
  answers?: AnswerStore,
): MonitoredEngine {
  return createMonitoredEngine({
    ...engineParts(folders, {}, configuration),
    answers,
    monitoring: { settings: monitoringSettings(configuration), system: systemProbe },
    journal,
  });
}

function engineParts(folders: EngineFolders, overrides: SettingsOverrides, configuration: Configuration): EngineParts {
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  return {
    spawn: spawnChild(folders.bundles),
    clock: systemClock,
    settings: engineSettings(configuration, machine, folders, overrides),
  };
}
