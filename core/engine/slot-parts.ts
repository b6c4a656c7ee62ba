import type { WorkerOptions } from '../contract.ts';
import type { Failure } from '../failures.ts';
import type { Clock } from './clock.ts';
import type { EngineSettings } from './settings.ts';
import type { Spawn } from './spawn.ts';

/** What a slot tells the pool; each is called outside any call of the pool into the slot. */
export interface SlotEvents {
  /** Its worker can be asked. */
  ready(indexVersion: string): void;
  /** The worker runs but cannot open its index: starting it again at once would not help. */
  refused(failure: Failure): void;
  /** The restart policy is used up. */
  gaveUp(): void;
  /** Something about its workers changed that concerns the pool's housekeeping only. */
  changed(): void;
}

export interface SlotParts {
  spawn: Spawn;
  clock: Clock;
  settings: EngineSettings;
  /** How the next worker is to be opened. */
  options: () => WorkerOptions;
  events: SlotEvents;
}
