import type { EngineApi, Warning } from '../contract.ts';
import type { LibrarySettings } from '../library/settings.ts';
import type { AnswerStore } from './answer-store.ts';
import type { Clock } from './clock.ts';
import type { EngineSettings } from './settings.ts';
import type { Spawn } from './spawn.ts';

/** The engine as a host holds it. */
export interface Engine extends EngineApi {
  /**
   * Takes nothing more, hands back what waits (failed, "closing"), lets what a worker has finish within the grace of the settings, hands
   * back the rest and ends the workers. Called again meanwhile, it gives no more time.
   */
  close(): Promise<void>;
}

export interface EngineParts {
  spawn: Spawn;
  clock: Clock;
  settings: EngineSettings;
  /** What the host found wrong while starting, to be shown as long as it runs. */
  warnings?: Warning[];
  /** Where answers are shared with other processes; without it they stay in this one. */
  answers?: AnswerStore | undefined;
  /** The user's database; without it nothing outlives this process. */
  library?: LibrarySettings | undefined;
}
