import type { QuestionWorkerApi, WorkerAnswer, WorkerLifeState, WorkerStatus } from '../contract.ts';
import type { Failure, Result } from '../failures.ts';
import { remote } from '../ipc/remote.ts';
import { boundedCall, type CallOutcome } from './bounded-call.ts';
import type { Clock } from './clock.ts';
import type { EngineSettings } from './settings.ts';
import type { Spawn, WorkerProcess } from './spawn.ts';

export const QUESTION_WORKER_ENTRY = 'question.worker';

/** What a slot tells the pool; each is called outside any call of the pool into the slot. */
export interface SlotEvents {
  ready(indexVersion: string): void;
  /** The worker runs but cannot open its model or index: restarting would not help. */
  refused(failure: Failure): void;
  /** The restart policy is used up. */
  gaveUp(): void;
}

/** A numbered place in the pool: holds one live worker process at a time and replaces it when it dies. */
export class WorkerSlot {
  readonly id: number;
  #state: WorkerLifeState = 'starting';
  #process: WorkerProcess | null = null;
  #api: QuestionWorkerApi | null = null;
  #pid: number | null = null;
  #rssMb: number | null = null;
  #indexVersion: string | null = null;
  #answered = 0;
  #restarts: number[] = [];
  #restartCount = 0;
  #callOffRestart: () => void = () => {};
  readonly #spawn: Spawn;
  readonly #clock: Clock;
  readonly #settings: EngineSettings;
  readonly #events: SlotEvents;

  constructor(id: number, spawn: Spawn, clock: Clock, settings: EngineSettings, events: SlotEvents) {
    this.id = id;
    this.#spawn = spawn;
    this.#clock = clock;
    this.#settings = settings;
    this.#events = events;
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
    return this.#indexVersion;
  }

  status(): WorkerStatus {
    return {
      id: this.id,
      pid: this.#pid,
      state: this.#state,
      rss_mb: this.#rssMb,
      answered: this.#answered,
      restarts: this.#restartCount,
    };
  }

  /** Spawns a worker and opens it. */
  start(): void {
    this.#state = 'starting';
    const started = this.#trySpawn();
    if (!started) return this.#restartLater();
    this.#process = started;
    this.#pid = started.pid ?? null;
    this.#api = remote<QuestionWorkerApi>(started.endpoint);
    void started.exited.then(() => this.#lost(started));
    void this.#open(started, this.#api);
  }

  /** Null when the system refuses a process right now (no memory, too many processes): as good as one that died at once. */
  #trySpawn(): WorkerProcess | null {
    try {
      return this.#spawn(QUESTION_WORKER_ENTRY);
    } catch {
      return null;
    }
  }

  async #open(started: WorkerProcess, api: QuestionWorkerApi): Promise<void> {
    const { workerOptions, openTimeoutMs } = this.#settings;
    const outcome = await boundedCall(api.open(workerOptions), started.exited, this.#clock, openTimeoutMs);
    if (this.#process !== started) return;
    if (outcome.kind !== 'reply') return this.#replace(started);
    if (!outcome.value.ok) {
      const { failure } = outcome.value;
      this.stop();
      return this.#events.refused(failure);
    }
    this.#pid = outcome.value.value.pid;
    this.#rssMb = outcome.value.value.rssMb;
    this.#indexVersion = outcome.value.value.indexVersion;
    this.#state = 'idle';
    this.#events.ready(this.#indexVersion);
  }

  /**
   * Asks the idle worker one question. The slot is busy meanwhile, and idle again or being replaced once this settles;
   * a worker that is silent too long or fails unexpectedly is killed.
   */
  async answer(question: string, explain: boolean): Promise<CallOutcome<Result<WorkerAnswer>>> {
    const current = this.#process;
    if (this.#state !== 'idle' || !current || !this.#api) throw new Error(`worker ${this.id} is not idle`);
    this.#state = 'busy';
    const call = this.#api.answer(question, explain);
    const outcome = await boundedCall(call, current.exited, this.#clock, this.#settings.answerTimeoutMs);
    if (this.#process !== current) return outcome;
    if (outcome.kind === 'reply') {
      this.#answered++;
      if (outcome.value.ok) this.#rssMb = outcome.value.value.rssMb;
      this.#state = 'idle';
    } else {
      this.#replace(current);
    }
    return outcome;
  }

  /** Ends the worker for good. */
  stop(): void {
    this.#callOffRestart();
    const last = this.#process;
    this.#process = null;
    this.#api = null;
    this.#state = 'stopped';
    last?.kill();
  }

  #lost(dead: WorkerProcess): void {
    if (this.#process === dead) this.#replace(dead);
  }

  /** Kills what is left of `dead` and starts another later. */
  #replace(dead: WorkerProcess): void {
    this.#process = null;
    this.#api = null;
    this.#pid = null;
    this.#rssMb = null;
    dead.kill();
    this.#restartLater();
  }

  /** Starts a worker after a delay, within the restart policy. */
  #restartLater(): void {
    const now = this.#clock.now();
    const { max, windowMs, baseDelayMs } = this.#settings.restart;
    this.#restarts = this.#restarts.filter((at) => now - at < windowMs);
    if (this.#restarts.length >= max) {
      this.#state = 'stopped';
      return this.#events.gaveUp();
    }
    const delay = baseDelayMs * 2 ** this.#restarts.length;
    this.#restarts.push(now);
    this.#restartCount++;
    this.#state = 'waiting_restart';
    this.#callOffRestart = this.#clock.after(delay, () => this.start());
  }
}
