import type { WorkerAnswer, WorkerError, WorkerLifeState, WorkerStatus } from '../contract.ts';
import type { Failure, Result } from '../failures.ts';
import type { CallOutcome } from './bounded-call.ts';
import { LiveWorker } from './live-worker.ts';
import { RestartPlan } from './restart-plan.ts';
import type { SlotParts } from './slot-parts.ts';
import type { ExitReason } from './spawn.ts';
import { workerError } from './worker-error.ts';

/**
 * A numbered place in the pool: holds one live worker process at a time and replaces it when it dies. For a renewal it opens a
 * second one beside it, which takes over once it can answer.
 */
export class WorkerSlot {
  readonly id: number;
  #state: WorkerLifeState = 'starting';
  #current: LiveWorker | null = null;
  #successor: LiveWorker | null = null;
  #answered = 0;
  readonly #plan: RestartPlan;
  #restartCount = 0;
  #recycledCount = 0;
  #lastError: WorkerError | null = null;
  /** No renewal before this time: the last one failed, or brought no better worker. */
  #renewNotBefore = 0;
  #callOffTimer: () => void = () => {};
  readonly #parts: SlotParts;

  constructor(id: number, parts: SlotParts) {
    this.id = id;
    this.#parts = parts;
    this.#plan = new RestartPlan(parts.settings.restart, parts.clock);
  }

  /** Questions answered by all workers this slot has had. */
  get answered(): number {
    return this.#answered;
  }

  get state(): WorkerLifeState {
    return this.#state;
  }

  /** Version of the index its worker has open; a slot restarted after an update has another one than its neighbours. */
  get indexVersion(): string | null {
    return this.#current?.indexVersion ?? null;
  }

  /** Why its worker searches by words alone; null when it does not, or when there is none. */
  get degraded(): Failure | null {
    return this.#current?.isOpen === true ? this.#current.degraded : null;
  }

  get isRenewing(): boolean {
    return this.#successor !== null;
  }

  /** No worker now, and none before a long pause is over. */
  get isOut(): boolean {
    return this.#state === 'paused' || this.#state === 'stopped';
  }

  status(): WorkerStatus {
    const worker = this.#current;
    return {
      id: this.id,
      pid: worker?.pid ?? null,
      state: this.#state,
      rss_mb: worker?.rssMb ?? null,
      answered: this.#answered,
      restarts: this.#restartCount,
      recycled: this.#recycledCount,
      search: worker?.isOpen === true ? (worker.degraded === null ? 'hybrid' : 'lexical') : null,
      last_error: this.#lastError,
    };
  }

  /** Spawns a worker and opens it. */
  start(): void {
    this.#state = 'starting';
    const started = this.#trySpawn();
    if (!started) return this.#restartLater();
    this.#current = started;
    void this.#open(started);
  }

  /** Null when the system refuses a process right now (no memory, too many processes): as good as one that died at once. */
  #trySpawn(): LiveWorker | null {
    const { spawn, clock, options } = this.#parts;
    try {
      const worker = new LiveWorker(spawn, options(), clock);
      void worker.exited.then((reason) => this.#lost(worker, reason));
      return worker;
    } catch {
      this.#lastError = { kind: 'not_started', detail: null };
      return null;
    }
  }

  async #open(worker: LiveWorker): Promise<void> {
    const outcome = await worker.open(this.#parts.settings.openTimeoutMs);
    if (worker === this.#successor) return this.#successorOpened(worker);
    // Given up meanwhile, or a successor that had to take over before it was open and now is the current one.
    if (worker !== this.#current) return;
    if (outcome.kind !== 'reply') return this.#replace(worker, workerError(outcome));
    if (!outcome.value.ok) {
      this.#lastError = { kind: 'refused', detail: outcome.value.failure.kind };
      this.#pause();
      return this.#parts.events.refused(outcome.value.failure);
    }
    this.#becomeIdle();
  }

  #becomeIdle(): void {
    this.#state = 'idle';
    if (this.degraded) this.#renewNotBefore = this.#plan.later();
    this.#parts.events.ready(this.indexVersion ?? '');
  }

  /** Whether its worker should give way to a fresh one now. */
  get isDue(): boolean {
    const { clock, settings, options } = this.#parts;
    if (this.#successor || this.isRetiring || clock.now() < this.#renewNotBefore) return false;
    return this.#current?.isWorn(settings.recycle, options()) === true;
  }

  /** Opens a fresh worker beside the present one, which goes on answering until the fresh one can. */
  renew(): void {
    this.#successor = this.#trySpawn();
    if (this.#successor) void this.#open(this.#successor);
    else this.#renewNotBefore = this.#plan.later();
  }

  #successorOpened(successor: LiveWorker): void {
    if (!successor.isOpen) this.#renewalFailed();
    // A busy worker answers first.
    else if (this.#state === 'idle') this.#succeed(successor);
  }

  #renewalFailed(): void {
    this.#dropSuccessor();
    this.#renewNotBefore = this.#plan.later();
    this.#parts.events.changed();
  }

  /** The successor answers from now on; whoever was there before is ended. */
  #succeed(successor: LiveWorker): void {
    this.#current?.kill();
    this.#successor = null;
    this.#current = successor;
    this.#recycledCount++;
    this.#becomeIdle();
  }

  #dropSuccessor(): void {
    const dropped = this.#successor;
    this.#successor = null;
    dropped?.kill();
  }

  /**
   * Asks the idle worker one question. The slot is busy meanwhile, and idle again or being replaced once this settles;
   * a worker that is silent too long or fails unexpectedly is killed.
   */
  async answer(question: string, explain: boolean): Promise<CallOutcome<Result<WorkerAnswer>>> {
    const worker = this.#current;
    if (this.#state !== 'idle' || !worker) throw new Error(`worker ${this.id} is not idle`);
    this.#state = 'busy';
    const before = worker.degraded;
    const outcome = await worker.answer(question, explain, this.#parts.settings.answerTimeoutMs);
    if (outcome.kind === 'reply') this.#answered++;
    if (before === null && worker.degraded) this.#renewNotBefore = this.#plan.later();
    if (this.#current !== worker) return outcome;
    if (this.isRetiring) this.stop();
    else if (outcome.kind !== 'reply') this.#replace(worker, workerError(outcome));
    else if (this.#successor?.isOpen === true) this.#succeed(this.#successor);
    else this.#state = 'idle';
    return outcome;
  }

  /** Ends the worker for good, after the question it is working on. */
  retire(): void {
    this.#dropSuccessor();
    if (this.#state === 'busy') this.#state = 'retiring';
    else this.stop();
  }

  get isRetiring(): boolean {
    return this.#state === 'retiring';
  }

  /** Ends the worker for good. */
  stop(): void {
    this.#end('stopped');
  }

  #end(state: 'stopped' | 'paused'): void {
    this.#callOffTimer();
    this.#dropSuccessor();
    const last = this.#current;
    this.#current = null;
    this.#state = state;
    last?.kill();
  }

  #lost(dead: LiveWorker, reason: ExitReason): void {
    if (dead === this.#successor) this.#renewalFailed();
    else if (dead === this.#current) this.#replace(dead, workerError({ kind: 'exit', reason }));
  }

  /** Kills what is left of `dead` and starts another later; a successor that is on its way takes over at once. */
  #replace(dead: LiveWorker, why: WorkerError): void {
    this.#lastError = why;
    if (this.isRetiring) return this.stop();
    const successor = this.#successor;
    this.#current = null;
    this.#successor = null;
    dead.kill();
    if (!successor) return this.#restartLater();
    this.#current = successor;
    this.#state = 'starting';
    if (successor.isOpen) this.#becomeIdle();
  }

  /** Starts a worker after a delay, within the restart policy. */
  #restartLater(): void {
    const delay = this.#plan.next();
    if (delay === null) {
      this.#pause();
      return this.#parts.events.gaveUp();
    }
    this.#state = 'waiting_restart';
    this.#callOffTimer = this.#parts.clock.after(delay, () => this.#restart());
  }

  /** Nothing is tried for a long while: what keeps a worker from running may have been put right by then. */
  #pause(): void {
    const { clock, settings } = this.#parts;
    const { retryAfterMs } = settings.restart;
    this.#end(retryAfterMs > 0 ? 'paused' : 'stopped');
    if (retryAfterMs > 0) this.#callOffTimer = clock.after(retryAfterMs, () => this.#restart());
  }

  #restart(): void {
    this.#restartCount++;
    this.start();
  }
}
