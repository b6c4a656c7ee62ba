import { randomUUID } from 'node:crypto';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIGURATION, type Configuration } from '../core/configuration/schema.ts';
import type { AnswerStore } from '../core/engine/answer-store.ts';
import type { Engine, EngineParts } from '../core/engine/engine-parts.ts';
import { createEngine } from '../core/engine/engine.ts';
import { engineSettings, type SettingsOverrides } from '../core/engine/settings.ts';
import { systemClock } from '../core/engine/system-clock.ts';
import { LIBRARY_FILE } from '../core/library/contract.ts';
import { librarySettings } from '../core/library/settings.ts';
import type { Journal } from '../core/monitoring/journal.ts';
import { createMonitoredEngine, type MonitoredEngine } from '../core/monitoring/monitored-engine.ts';
import { monitoringSettings } from '../core/monitoring/settings.ts';
import { systemProbe } from '../platform/system-probe.ts';
import type { Folders } from './resources.ts';
import { spawnChild } from './spawn-child.ts';

/** What an engine needs of the folders. */
type EngineFolders = Pick<Folders, 'bundles' | 'indexDir' | 'modelDir'>;

/** The same for one that keeps what the user's next start needs. */
type KeepingFolders = EngineFolders & Pick<Folders, 'dataDir'>;

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
  folders: KeepingFolders,
  configuration: Configuration,
  journal: Journal,
  answers?: AnswerStore,
): MonitoredEngine {
  const library = librarySettings(configuration, folders.dataDir, randomUUID());
  const libraryFile = library && join(folders.dataDir, LIBRARY_FILE);
  return createMonitoredEngine({
    ...engineParts({ ...folders, libraryFile }, {}, configuration),
    answers,
    library,
    monitoring: { settings: monitoringSettings(configuration), system: systemProbe },
    journal,
  });
}

function engineParts(
  folders: EngineFolders & { libraryFile?: string | undefined },
  overrides: SettingsOverrides,
  configuration: Configuration,
): EngineParts {
  const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
  return {
    spawn: spawnChild(folders.bundles),
    clock: systemClock,
    settings: engineSettings(configuration, machine, folders, overrides),
  };
}
