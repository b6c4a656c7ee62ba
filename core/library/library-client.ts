import type { Failure, Result } from '../failures.ts';
import { boundedCall } from '../engine/bounded-call.ts';
import type { Clock } from '../engine/clock.ts';
import { Moment } from '../engine/moment.ts';
import { RestartPlan } from '../engine/restart-plan.ts';
import type { Spawn, WorkerProcess } from '../engine/spawn.ts';
import { remote } from '../ipc/remote.ts';
import {
  LIBRARY_WORKER_ENTRY,
  type KeptQuestion,
  type KeptVector,
  type LibraryChanges,
  type LibraryReport,
  type LibraryStatus,
  type LibraryWorkerApi,
  type Recovery,
} from './contract.ts';
import { QuestionTurn } from './question-turn.ts';
import type { LibrarySettings } from './settings.ts';
import { Unwritten } from './unwritten.ts';

/** A large database is checked in full when it is opened. */
const OPEN_TIMEOUT_MS = 120_000;
const APPLY_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 1_000;
/** Whoever asks while the database opens is not kept waiting longer. */
const KEPT_WITHIN_MS = 2_000;
/** Vectors are written together: nobody waits for them. */
const VECTORS_EVERY_MS = 500;
const VECTORS_AT_ONCE = 64;

/** `isOpen`: it can be written to. */
interface Live {
  process: WorkerProcess;
  api: LibraryWorkerApi;
  isOpen: boolean;
}

/**
 * Keeps a library worker alive and tells it what to write. Questions do not depend on it: what cannot be written now is remembered and
 * sent again. A change is on its way to the worker before the event loop goes on, so that it survives the end of this process.
 */
export class LibraryClient {
  readonly #spawn: Spawn;
  readonly #clock: Clock;
  readonly #settings: LibrarySettings;
  readonly #leftOver: (questions: KeptQuestion[]) => void;
  readonly #plan: RestartPlan;
  readonly #unwritten = new Unwritten();
  /** It is open, or it is known why it is not. */
  readonly #decided = new Moment();
  readonly #turn = new QuestionTurn((changes) => void this.#write(changes));
  #writingVectors = false;
  #live: Live | null = null;
  #failure: Failure | null = null;
  #report: LibraryReport | null = null;
  #recovery: Recovery | null = null;
  #restarts = 0;
  #closed = false;
  #vectorsDue = false;
  #retryDue = false;
  #startDue = false;

  /** `leftOver` hears of the questions of an earlier run, which count as accepted from then on. */
  constructor(spawn: Spawn, clock: Clock, settings: LibrarySettings, leftOver: (questions: KeptQuestion[]) => void) {
    this.#spawn = spawn;
    this.#clock = clock;
    this.#settings = settings;
    this.#leftOver = leftOver;
    this.#plan = new RestartPlan(settings.restart, clock);
  }

  start(): void {
    try {
      const process = this.#spawn(LIBRARY_WORKER_ENTRY);
      const live: Live = { process, api: remote<LibraryWorkerApi>(process.endpoint), isOpen: false };
      this.#live = live;
      void process.exited.then(() => this.#lost(live));
      void this.#open(live);
    } catch {
      this.#startLater();
    }
  }

  accepted(question: KeptQuestion): void {
    if (this.#unwritten.accept(question)) this.#turn.accept(question);
  }

  settled(id: string): void {
    if (this.#unwritten.settle(id)) this.#turn.settle(id);
  }

  /** Settles once what was accepted is on its way to the worker and survives this process, or cannot be written now. */
  async kept(): Promise<void> {
    if (this.status().state === 'starting' && !this.#closed) await this.#decided.within(KEPT_WITHIN_MS, this.#clock);
  }

  keep(vectors: readonly KeptVector[]): void {
    if (vectors.length === 0) return;
    this.#unwritten.keep(vectors);
    if (this.#unwritten.vectors >= VECTORS_AT_ONCE) void this.#writeVectors();
    else if (!this.#vectorsDue) {
      this.#vectorsDue = true;
      this.#clock.after(VECTORS_EVERY_MS, () => {
        this.#vectorsDue = false;
        void this.#writeVectors();
      });
    }
  }

  status(): Omit<LibraryStatus, 'vectors'> {
    return {
      state: this.#failure ? 'degraded' : this.#live?.isOpen ? 'open' : 'starting',
      failure: this.#failure,
      pid: this.#live?.process.pid ?? null,
      restarts: this.#restarts,
      questions: this.#unwritten.questions,
      unwritten: this.#unwritten.length,
      report: this.#report,
      recovery: this.#recovery,
    };
  }

  /** Writes what is left and ends the worker; open questions stay for the next run. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#decided.hasCome();
    const live = this.#live;
    this.#live = null;
    if (live?.isOpen) {
      const last = live.api.apply(this.#unwritten.vectorChanges()).then(() => live.api.close());
      await boundedCall(last, live.process.exited, this.#clock, CLOSE_TIMEOUT_MS);
    }
    live?.process.kill();
  }

  async #open(live: Live): Promise<void> {
    const outcome = await this.#call(live, live.api.open(this.#settings.options), OPEN_TIMEOUT_MS);
    if (outcome === null) return;
    if (!outcome.ok) {
      // Nothing is wrong with the worker; the same one would say the same again.
      this.#live = null;
      live.process.kill();
      return void this.#retryLater(outcome.failure);
    }
    live.isOpen = true;
    this.#failure = null;
    this.#report = outcome.value.report;
    this.#recovery = outcome.value.recovery ?? this.#recovery;
    const { questions } = outcome.value;
    for (const question of questions) this.#unwritten.accept(question);
    this.#writeAll();
    this.#decided.hasCome();
    void this.#watch(live);
    this.#leftOver(questions);
  }

  /** Found damaged while nothing is written: what is open is sent along with the recovery, at once or, failing that, with the next writing. */
  async #watch(live: Live): Promise<void> {
    const told = (): Promise<boolean> =>
      live.api.damaged().then(
        () => live === this.#live,
        () => false,
      );
    while (await told()) await this.#write(this.#unwritten.all());
  }

  /** All that wait; those that come while a writing is on its way go with the next. */
  async #writeVectors(): Promise<void> {
    if (this.#writingVectors) return;
    this.#writingVectors = true;
    try {
      for (let last = true; this.#unwritten.vectors > 0 && last;) last = await this.#write(this.#unwritten.vectorChanges());
    } finally {
      this.#writingVectors = false;
    }
  }

  #writeAll(): void {
    void this.#write(this.#unwritten.all());
  }

  /** True once it is written; false when it cannot be now. */
  async #write(changes: LibraryChanges): Promise<boolean> {
    const live = this.#live;
    if (!live?.isOpen || this.#retryDue) return false;
    const outcome = await this.#call(live, live.api.apply(changes), APPLY_TIMEOUT_MS);
    if (outcome === null) return false;
    if (!outcome.ok) return this.#retryLater(outcome.failure);
    if (!this.#retryDue) this.#failure = null;
    this.#unwritten.written(changes);
    this.#report = outcome.value.report;
    if (outcome.value.recovery) {
      this.#recovery = outcome.value.recovery;
      this.#writeAll();
    }
    return true;
  }

  /** The reply; null when there is none, and the worker is being replaced. */
  async #call<T>(live: Live, call: Promise<Result<T>>, timeoutMs: number): Promise<Result<T> | null> {
    const outcome = await boundedCall(call, live.process.exited, this.#clock, timeoutMs);
    if (live !== this.#live) return null;
    if (outcome.kind === 'reply') return outcome.value;
    this.#lost(live);
    return null;
  }

  #lost(live: Live): void {
    if (live !== this.#live) return;
    this.#live = null;
    live.process.kill();
    this.#startLater();
  }

  #startLater(): void {
    if (this.#closed) return;
    const delay = this.#plan.next();
    if (delay === null) return void this.#retryLater({ kind: 'library_lost' });
    this.#startDue = true;
    this.#clock.after(delay, () => {
      this.#startDue = false;
      this.#restarts++;
      if (!this.#closed) this.start();
    });
  }

  /** What failed depends on others: the disk, its permissions, another instance. */
  #retryLater(failure: Failure): false {
    this.#failure = failure;
    this.#decided.hasCome();
    if (this.#retryDue || this.#closed) return false;
    this.#retryDue = true;
    this.#clock.after(this.#settings.retryMs, () => {
      this.#retryDue = false;
      if (this.#closed) return;
      if (this.#live) this.#writeAll();
      else if (!this.#startDue) this.start();
    });
    return false;
  }
}
