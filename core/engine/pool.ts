import type { WorkerStatus } from '../contract.ts';
import type { Failure } from '../failures.ts';
import type { Clock } from './clock.ts';
import type { EngineSettings } from './settings.ts';
import type { Spawn } from './spawn.ts';
import { WorkerSlot } from './worker-slot.ts';

/** The question workers. Tells through `onChange` when a worker became free or none is left. */
export class WorkerPool {
  readonly #slots: WorkerSlot[];
  #indexVersion: string | null = null;
  #failure: Failure | null = null;

  constructor(spawn: Spawn, clock: Clock, settings: EngineSettings, onChange: () => void) {
    const events = {
      ready: (indexVersion: string) => {
        this.#indexVersion = indexVersion;
        onChange();
      },
      refused: (failure: Failure) => {
        this.#failure = failure;
        onChange();
      },
      gaveUp: onChange,
    };
    this.#slots = Array.from({ length: settings.workers }, (_, at) => new WorkerSlot(at + 1, spawn, clock, settings, events));
  }

  start(): void {
    for (const slot of this.#slots) slot.start();
  }

  /** The idle worker that has answered least, if one is idle. */
  idle(): WorkerSlot | undefined {
    return this.#slots
      .filter((slot) => slot.state === 'idle')
      .sort((a, b) => a.answered - b.answered || a.id - b.id)
      .at(0);
  }

  /** Version of the index the workers have open, null before the first is ready. */
  get indexVersion(): string | null {
    return this.#indexVersion;
  }

  /** Why nothing can be answered any more: set only once every worker has stopped. */
  get failure(): Failure | null {
    return this.#slots.every((slot) => slot.state === 'stopped') ? (this.#failure ?? { kind: 'workers_unavailable' }) : null;
  }

  status(): WorkerStatus[] {
    return this.#slots.map((slot) => slot.status());
  }

  stop(): void {
    for (const slot of this.#slots) slot.stop();
  }
}
