import type { QuestionWorkerApi, WorkerAnswer, WorkerOptions, WorkerReady } from '../contract.ts';
import type { Failure, Result } from '../failures.ts';
import { remote } from '../ipc/remote.ts';
import { boundedCall, type CallOutcome } from './bounded-call.ts';
import type { Clock } from './clock.ts';
import type { RecyclePolicy } from './settings.ts';
import type { ExitReason, Spawn, WorkerProcess } from './spawn.ts';

export const QUESTION_WORKER_ENTRY = 'question.worker';

/** A worker is not recycled for its memory before it has answered this many: a limit below what it needs would never end. */
const LEAST_ANSWERED = 50;

/** One question worker process, and what is known of it. */
export class LiveWorker {
  readonly options: WorkerOptions;
  /** Questions this process has answered. */
  answered = 0;
  /** True once it has opened its index: it can be asked. */
  isOpen = false;
  indexVersion: string | null = null;
  rssMb: number | null = null;
  /** Why it searches by words alone; null when it searches by meaning as well. */
  degraded: Failure | null = null;
  #pid: number | null;
  readonly #process: WorkerProcess;
  readonly #api: QuestionWorkerApi;
  readonly #clock: Clock;

  /** Spawns the process. Throws when the system refuses one. */
  constructor(spawn: Spawn, options: WorkerOptions, clock: Clock) {
    this.options = options;
    this.#clock = clock;
    this.#process = spawn(QUESTION_WORKER_ENTRY);
    this.#pid = this.#process.pid ?? null;
    this.#api = remote<QuestionWorkerApi>(this.#process.endpoint);
  }

  get pid(): number | null {
    return this.#pid;
  }

  get exited(): Promise<ExitReason> {
    return this.#process.exited;
  }

  /** To be called once, first. */
  async open(timeoutMs: number): Promise<CallOutcome<Result<WorkerReady>>> {
    const outcome = await boundedCall(this.#api.open(this.options), this.exited, this.#clock, timeoutMs);
    if (outcome.kind !== 'reply' || !outcome.value.ok) return outcome;
    const { pid, rssMb, indexVersion, degraded = null } = outcome.value.value;
    this.#pid = pid;
    this.rssMb = rssMb;
    this.indexVersion = indexVersion;
    this.degraded = degraded;
    this.isOpen = true;
    return outcome;
  }

  async answer(question: string, explain: boolean, timeoutMs: number): Promise<CallOutcome<Result<WorkerAnswer>>> {
    // What the user's database is told in the same turn goes first: the question may be the end of the application.
    await Promise.resolve();
    const outcome = await boundedCall(this.#api.answer(question, explain), this.exited, this.#clock, timeoutMs);
    if (outcome.kind !== 'reply') return outcome;
    this.answered++;
    if (outcome.value.ok) {
      this.rssMb = outcome.value.value.rssMb;
      this.degraded = outcome.value.value.degraded ?? null;
    }
    return outcome;
  }

  kill(): void {
    this.#process.kill();
  }

  /** Whether a fresh one should take its place: old, large, opened otherwise than it would be now, or without its model. */
  isWorn({ afterQuestions, afterMb }: RecyclePolicy, { threads }: WorkerOptions): boolean {
    if (!this.isOpen) return false;
    if (afterQuestions > 0 && this.answered >= afterQuestions) return true;
    if (afterMb > 0 && (this.rssMb ?? 0) >= afterMb && this.answered >= LEAST_ANSWERED) return true;
    return this.options.threads !== threads || this.degraded !== null;
  }
}
