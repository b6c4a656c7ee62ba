import type { WorkerAnswer, WorkerStatus } from '../contract.ts';
import type { QuestionSource } from '../domain/question.ts';
import type { Failure } from '../failures.ts';
import type { Clock } from './clock.ts';
import type { AskedQuestion, Computation } from './computation.ts';
import { WorkerPool } from './pool.ts';
import { QuestionQueue } from './question-queue.ts';
import { ServiceTimes } from './service-times.ts';
import type { EngineSettings } from './settings.ts';
import type { Spawn } from './spawn.ts';
import type { WorkerSlot } from './worker-slot.ts';

/** How a computation ended. */
export type Outcome =
  | { kind: 'found'; answer: WorkerAnswer; worker: number; indexVersion: string }
  | { kind: 'timed_out' }
  | { kind: 'failed'; failure: Failure };

interface Waiting {
  state: 'queued';
  position: number;
  wait_ms: number | null;
}

export interface DispatcherEvents {
  state(asked: AskedQuestion, state: Waiting | { state: 'running'; worker: number }): void;
  done(computation: Computation, outcome: Outcome): void;
}

/** Positions are re-announced at most this often, and only to the front of the queue: nobody reads faster. */
const POSITIONS_EVERY_MS = 100;
const POSITIONS_ANNOUNCED = 100;

/** A question whose worker was lost is asked again this many times. */
const RETRIES_AFTER_LOSS = 1;

/** Brings waiting computations and idle workers together. */
export class Dispatcher {
  readonly #queue: QuestionQueue;
  readonly #times = new ServiceTimes();
  readonly #pool: WorkerPool;
  readonly #clock: Clock;
  readonly #events: DispatcherEvents;
  #running = 0;
  #positionsDue = false;
  #stopped = false;

  constructor(spawn: Spawn, clock: Clock, settings: EngineSettings, events: DispatcherEvents) {
    this.#clock = clock;
    this.#events = events;
    this.#queue = new QuestionQueue(settings.weights);
    this.#pool = new WorkerPool(spawn, clock, settings, () => this.#dispatch());
  }

  start(): void {
    this.#pool.start();
  }

  stop(): void {
    this.#stopped = true;
    this.#pool.stop();
  }

  status(): { workers: WorkerStatus[]; queue: { waiting: number; running: number; service_ms: number | null } } {
    const queue = { waiting: this.#queue.length, running: this.#running, service_ms: this.#times.meanMs };
    return { workers: this.#pool.status(), queue };
  }

  /** How long until so many more questions are done, in milliseconds; null when there is nothing to judge by. */
  readonly untilDone = (count: number): number | null => {
    const able = this.#pool.status().filter(({ state }) => state === 'idle' || state === 'busy').length;
    return this.#times.wait(count, able);
  };

  /** Changes the number of workers; those too many finish the question they are on. */
  resize(workers: number): void {
    this.#pool.resize(workers);
    this.#dispatch();
  }

  /** Why a worker searches by words alone, null when none does. */
  get degraded(): Failure | null {
    return this.#pool.degraded;
  }

  /** Version of the index the workers have open, null before the first is ready. */
  get indexVersion(): string | null {
    return this.#pool.indexVersion;
  }

  /** Why nothing can be answered any more, null as long as something can. */
  get failure(): Failure | null {
    return this.#pool.failure;
  }

  add(computation: Computation): void {
    this.#queue.push(computation);
    this.#announceAll(computation);
    // It passed others.
    if (this.#queue.position(computation) < this.#queue.length) this.#positionsChanged();
    this.#dispatch();
  }

  /** Nobody waits for it any more: a waiting one is dropped, a running one runs out unheard. */
  forget(computation: Computation): void {
    this.#queue.remove(computation);
    this.#positionsChanged();
  }

  /** Somebody of `source` who is waiting joined a computation: it may come forward. */
  promote(computation: Computation, source: QuestionSource): void {
    this.#queue.promote(computation, source);
    this.#positionsChanged();
  }

  /** Tells one asker where the computation stands. */
  announce(computation: Computation, asked: AskedQuestion): void {
    const { running } = computation;
    if (running) return this.#events.state(asked, { state: 'running', worker: running.worker });
    const position = this.#queue.position(computation);
    // Not queued yet: answers of others are being looked at first.
    if (position > 0) this.#events.state(asked, { state: 'queued', position, wait_ms: this.untilDone(position) });
  }

  #announceAll(computation: Computation): void {
    for (const asked of computation.askers.values()) this.announce(computation, asked);
  }

  #dispatch(): void {
    if (this.#stopped) return;
    const { failure } = this.#pool;
    if (failure) return this.#failWaiting(failure);
    for (let slot = this.#pool.idle(); slot; slot = this.#pool.idle()) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#positionsChanged();
      void this.#run(next, slot);
    }
  }

  async #run(computation: Computation, slot: WorkerSlot): Promise<void> {
    const since = this.#clock.now();
    computation.running = { since, worker: slot.id };
    this.#running++;
    const answered = slot.answer(computation.question, computation.explain);
    // Of the worker that is asked now: another one may have its place by the time it has answered.
    const indexVersion = slot.indexVersion ?? '';
    this.#announceAll(computation);
    const outcome = await answered;
    this.#running--;
    if (outcome.kind === 'reply') this.#times.note(this.#clock.now() - since);
    this.#pool.tend();
    if (outcome.kind === 'exit') this.#lost(computation, { kind: 'worker_lost' });
    else if (outcome.kind === 'error') this.#lost(computation, { kind: 'internal' });
    else if (outcome.kind === 'timeout') this.#events.done(computation, { kind: 'timed_out' });
    else if (!outcome.value.ok) this.#events.done(computation, { kind: 'failed', failure: outcome.value.failure });
    else this.#events.done(computation, { kind: 'found', answer: outcome.value.value, worker: slot.id, indexVersion });
    this.#dispatch();
  }

  /**
   * The worker died, or threw, which it does when a library finds no memory, and is being replaced: the question is asked again once,
   * ahead of the others. `failure` is what it gets when that does not help.
   */
  #lost(computation: Computation, failure: Failure): void {
    computation.running = null;
    computation.losses++;
    if (this.#stopped || computation.askers.size === 0) return;
    if (computation.losses > RETRIES_AFTER_LOSS) {
      return this.#events.done(computation, { kind: 'failed', failure });
    }
    this.#queue.pushFront(computation);
    this.#announceAll(computation);
    this.#positionsChanged();
  }

  #failWaiting(failure: Failure): void {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#events.done(next, { kind: 'failed', failure });
  }

  #positionsChanged(): void {
    if (this.#positionsDue || this.#queue.length === 0) return;
    this.#positionsDue = true;
    this.#clock.after(POSITIONS_EVERY_MS, () => {
      this.#positionsDue = false;
      let announced = 0;
      for (const computation of this.#queue) {
        if (announced++ === POSITIONS_ANNOUNCED) return;
        this.#announceAll(computation);
      }
    });
  }
}
