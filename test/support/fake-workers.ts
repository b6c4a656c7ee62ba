import {
  QUESTION_WORKER_METHODS,
  type QuestionWorkerApi,
  type WorkerAnswer,
  type WorkerOptions,
  type WorkerReady,
} from '../../core/contract.ts';
import type { Finding } from '../../core/domain/settlement.ts';
import type { ExitReason, WorkerProcess } from '../../core/engine/spawn.ts';
import { fail, ok, type Failure, type FailureKind, type Result } from '../../core/failures.ts';
import { exposeGuarded } from '../../core/ipc/guarded-expose.ts';
import { memoryEndpoints } from './memory-endpoints.ts';

/** What the fake worker says about a question: the words come back, so that a mix-up shows. */
export function findingFor(question: string): Finding {
  return { status: 'answered', answer: `Réponse à : ${question}`, entries: [], citations: [], confidence: 0.9 };
}

const TIMINGS = { embed_ms: 1, lexical_ms: 2, semantic_ms: 3, answer_ms: 4 };

/** One question a fake worker holds until it is told what to do with it. */
export interface AskedOfWorker {
  question: string;
  reply(): void;
  failWith(kind: FailureKind): void;
  /** Throws, as a worker with a bug in it does. */
  crash(message: string): void;
}

/** How a fake worker opens; `degraded` is why it has no model. `hang` never replies, `throw` is a bug, a failure kind is a refusal, `die` ends the process. */
export type Opening = { version: string; degraded?: FailureKind } | 'hang' | 'throw' | 'die' | FailureKind;

/** A worker without a process behind it, but with the real protocol: it replies, hangs and dies when told to. */
export class FakeWorker implements WorkerProcess {
  readonly pid: number;
  readonly endpoint;
  readonly exited: Promise<ExitReason>;
  /** Questions it has taken and not replied to. */
  readonly held: AskedOfWorker[] = [];
  /** Every question it was ever asked. */
  readonly asked: string[] = [];
  alive = true;
  /** What it was opened with. */
  options: WorkerOptions | null = null;
  /** What it says it uses; a number of milliseconds of processor time, or nothing at all. */
  cpuMs: number | 'silent' = 0;
  #exit: (reason: ExitReason) => void = () => {};
  readonly #opening: Opening;

  constructor(pid: number, opening: Opening) {
    this.pid = pid;
    this.#opening = opening;
    const [here, there] = memoryEndpoints();
    this.endpoint = here;
    this.exited = new Promise((resolve) => (this.#exit = resolve));
    const whileAlive = { ...there, send: (message: unknown) => this.alive && there.send(message) };
    const heard = { ...whileAlive, onMessage: (listener: (message: unknown) => void) => this.#hear(there, listener) };
    exposeGuarded(this.#api(), QUESTION_WORKER_METHODS, heard);
  }

  kill(): void {
    this.die({ code: null, signal: 'SIGKILL' });
  }

  die(reason: ExitReason = { code: null, signal: 'SIGKILL' }): void {
    this.alive = false;
    this.#exit(reason);
  }

  /** The only question it holds. */
  get current(): AskedOfWorker {
    const [held] = this.held;
    if (!held || this.held.length > 1) throw new Error(`worker ${this.pid} holds ${this.held.length} questions`);
    return held;
  }

  get #degraded(): Failure | null {
    const kind = typeof this.#opening === 'string' ? undefined : this.#opening.degraded;
    return kind === undefined ? null : { kind };
  }

  #hear(there: { onMessage(listener: (message: unknown) => void): void }, listener: (message: unknown) => void): void {
    there.onMessage((message) => this.alive && listener(message));
  }

  #api(): QuestionWorkerApi {
    return {
      open: (options) => this.#open(options),
      answer: (question) => this.#hold(question),
      usage: () =>
        this.cpuMs === 'silent' ? new Promise(() => {}) : Promise.resolve({ pid: this.pid, cpuMs: this.cpuMs, rssMb: 150 }),
    };
  }

  #open(options: WorkerOptions): Promise<Result<WorkerReady>> {
    this.options = options;
    const opening = this.#opening;
    if (opening === 'hang') return new Promise(() => {});
    if (opening === 'throw') return Promise.reject(new Error('bug while opening'));
    if (opening === 'die') {
      this.die({ code: 1, signal: null });
      return new Promise(() => {});
    }
    if (typeof opening === 'string') return Promise.resolve(fail(opening));
    return Promise.resolve(ok({ pid: this.pid, indexVersion: opening.version, rssMb: 100, degraded: this.#degraded }));
  }

  #hold(question: string): Promise<Result<WorkerAnswer>> {
    this.asked.push(question);
    return new Promise((resolve, reject) => {
      const release = (): void => void this.held.splice(this.held.indexOf(held), 1);
      const held: AskedOfWorker = {
        question,
        reply: () => {
          release();
          resolve(ok({ finding: findingFor(question), timings: TIMINGS, rssMb: 120, degraded: this.#degraded }));
        },
        failWith: (kind) => {
          release();
          resolve(fail(kind));
        },
        crash: (message) => {
          release();
          reject(new Error(message));
        },
      };
      this.held.push(held);
    });
  }
}
