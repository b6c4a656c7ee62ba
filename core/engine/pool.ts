import type { WorkerOptions, WorkerStatus } from '../contract.ts';
import type { Failure } from '../failures.ts';
import type { Clock } from './clock.ts';
import type { EngineSettings } from './settings.ts';
import type { SlotParts } from './slot-parts.ts';
import type { Spawn } from './spawn.ts';
import { WorkerSlot } from './worker-slot.ts';

/** The question workers. Tells through `onChange` when a worker became free or none is left. */
export class WorkerPool {
  #slots: WorkerSlot[] = [];
  /** Taken out of the pool, on their last question. */
  #retiring: WorkerSlot[] = [];
  #count: number;
  #indexVersion: string | null = null;
  #failure: Failure | null = null;
  readonly #parts: SlotParts;

  constructor(spawn: Spawn, clock: Clock, settings: EngineSettings, onChange: () => void) {
    this.#count = settings.workers;
    const options = (): WorkerOptions => ({ ...settings.workerOptions, threads: settings.threadsFor(this.#count) });
    const changed = (): void => {
      this.tend();
      onChange();
    };
    const events = {
      ready: (indexVersion: string) => {
        this.#indexVersion = indexVersion;
        this.#failure = null;
        changed();
      },
      refused: (failure: Failure) => {
        this.#failure = failure;
        changed();
      },
      gaveUp: changed,
      changed,
    };
    this.#parts = { spawn, clock, settings, options, events };
  }

  start(): void {
    this.resize(this.#count);
  }

  /**
   * Brings the number of workers to `count`, at least 1. New ones take questions once they are open; those too many finish the
   * question they are on. The threads of the others are shared out anew: each is renewed in its turn.
   */
  resize(count: number): void {
    this.#count = count;
    const kept = [...this.#slots].sort((a, b) => Number(a.isOut) - Number(b.isOut) || a.id - b.id);
    const surplus = kept.splice(count);
    this.#slots = kept.sort((a, b) => a.id - b.id);
    this.#retiring.push(...surplus);
    for (const slot of surplus) slot.retire();
    while (this.#slots.length < count) this.#add();
    this.tend();
  }

  #add(): void {
    const taken = new Set([...this.#slots, ...this.#busyRetiring()].map(({ id }) => id));
    let id = 1;
    while (taken.has(id)) id++;
    const slot = new WorkerSlot(id, this.#parts);
    this.#slots.push(slot);
    slot.start();
  }

  /** Renews one worker that is due, one at a time: meanwhile there is one process more. */
  tend(): void {
    if (!this.#slots.some((slot) => slot.isRenewing)) this.#slots.find((slot) => slot.isDue)?.renew();
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

  /** Why nothing can be answered now: set only while every worker is out. */
  get failure(): Failure | null {
    return this.#slots.every((slot) => slot.isOut) ? (this.#failure ?? { kind: 'workers_unavailable' }) : null;
  }

  /** Why a worker searches by words alone, null when none does. */
  get degraded(): Failure | null {
    return this.#slots.find((slot) => slot.degraded)?.degraded ?? null;
  }

  status(): WorkerStatus[] {
    return [...this.#slots, ...this.#busyRetiring()].map((slot) => slot.status());
  }

  stop(): void {
    for (const slot of [...this.#slots, ...this.#retiring]) slot.stop();
  }

  #busyRetiring(): WorkerSlot[] {
    this.#retiring = this.#retiring.filter((slot) => slot.state === 'retiring');
    return this.#retiring;
  }
}
