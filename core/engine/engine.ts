import type { EngineApi, EngineStatus, SubmitReply, Warning, WorkerAnswer } from '../contract.ts';
import type { QuestionInput, QuestionState } from '../domain/question.ts';
import { settledWithFinding, settledWithout } from '../domain/settle.ts';
import { NO_TIMINGS, type Finding, type Settlement, type Timings } from '../domain/settlement.ts';
import { validateQuestion } from '../domain/validate-question.ts';
import type { Failure } from '../failures.ts';
import { MOST_WORKERS_ASKED } from '../limits.ts';
import { failureSentence, LEXICAL_ONLY_FR } from '../messages.fr.ts';
import { AnswerCache } from './answer-cache.ts';
import type { AnswerStore } from './answer-store.ts';
import type { Clock } from './clock.ts';
import { newComputation, type AskedQuestion, type Computation } from './computation.ts';
import { Dispatcher, type Outcome } from './dispatcher.ts';
import type { EngineSettings } from './settings.ts';
import type { Spawn } from './spawn.ts';

/** The engine as a host holds it. */
export interface Engine extends EngineApi {
  /** Settles what is open as failed ("closing") and ends the workers. */
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
}

/** Found in the shared store: no worker had to answer. */
interface Kept {
  kind: 'kept';
  finding: Finding;
}

/** Starts the workers and returns the engine; questions may be submitted at once. */
export function createEngine(parts: EngineParts): Engine {
  const engine = new QuestionEngine(parts);
  return {
    submit: async (questions) => engine.submit(questions),
    cancel: async (id) => engine.cancel(id),
    status: async () => engine.status(),
    resize: async (workers) => engine.resize(workers),
    onQuestionState: (listener) => engine.onQuestionState(listener),
    close: async () => engine.close(),
  };
}

/**
 * Decides for each question: refused, answered from the cache, joined to an identical one in flight, or given to the
 * dispatcher. Every accepted question settles exactly once: it is open (in #open) until it does.
 */
class QuestionEngine {
  readonly #open = new Map<string, Computation>();
  /** Waiting or running, by normalised question. */
  readonly #inFlight = new Map<string, Computation>();
  readonly #listeners = new Set<(state: QuestionState) => void>();
  readonly #cache: AnswerCache;
  readonly #dispatcher: Dispatcher;
  readonly #clock: Clock;
  readonly #settings: EngineSettings;
  readonly #warnings: Warning[];
  #closed = false;

  constructor({ spawn, clock, settings, warnings = [], answers }: EngineParts) {
    this.#warnings = warnings;
    this.#clock = clock;
    this.#settings = settings;
    this.#cache = new AnswerCache(settings.cache, clock, answers);
    this.#dispatcher = new Dispatcher(spawn, clock, settings, {
      state: (asked, state) => this.#emit({ id: asked.id, question: asked.question, ...state }),
      done: (computation, outcome) => this.#finish(computation, outcome),
    });
    this.#dispatcher.start();
  }

  submit(questions: QuestionInput[]): SubmitReply {
    for (const input of questions) this.#accept(input);
    return { ids: questions.map((input) => input.id) };
  }

  cancel(id: string): boolean {
    return this.#leave(id, 'cancelled');
  }

  status(): EngineStatus {
    const { indexVersion, failure } = this.#dispatcher;
    return {
      ...this.#dispatcher.status(),
      cache: this.#cache.status(),
      versions: { index: indexVersion },
      failure,
      warnings: [...this.#warnings, ...this.#cache.warnings(), ...this.#degradedWarning()],
    };
  }

  resize(workers: number): void {
    if (!this.#closed) this.#dispatcher.resize(Math.min(Math.max(1, Math.floor(workers)), MOST_WORKERS_ASKED));
  }

  #degradedWarning(): Warning[] {
    const { degraded } = this.#dispatcher;
    return degraded ? [{ kind: 'lexical_only', message: `${LEXICAL_ONLY_FR} ${failureSentence(degraded)}` }] : [];
  }

  onQuestionState(listener: (state: QuestionState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#closed = true;
    for (const computation of [...this.#inFlight.values()])
      this.#finish(computation, { kind: 'failed', failure: { kind: 'closing' } });
    this.#dispatcher.stop();
    this.#cache.close();
  }

  #accept(input: QuestionInput): void {
    const reject = (failure: Failure): void => this.#emitSettled(settledWithout(input, { status: 'failed', failure }));
    if (this.#open.has(input.id)) return reject({ kind: 'duplicate_id', detail: input.id });
    const question = validateQuestion(input.question);
    if (!question.ok) return reject(question.failure);
    if (this.#closed) return reject({ kind: 'closing' });
    const { indexVersion, failure } = this.#dispatcher;
    if (failure) return reject(failure);
    const known = indexVersion === null || isFresh(input) ? undefined : this.#cache.get(question.value, indexVersion);
    if (known) return this.#emitSettled(settledWithFinding(input, known, { timings: NO_TIMINGS, worker: null, cached: true }));
    this.#enrol(input, question.value);
  }

  /** Joins the identical question in flight, or starts a computation. */
  #enrol(input: QuestionInput, question: string): void {
    const fresh = newComputation(question, input);
    const present = this.#inFlight.get(fresh.key);
    const computation = present ?? fresh;
    const asked: AskedQuestion = {
      ...input,
      submittedAt: this.#clock.now(),
      late: present !== undefined,
      callOffDeadline:
        input.priority === 'bulk'
          ? () => {}
          : this.#clock.after(this.#settings.deadlineMs, () => this.#leave(input.id, 'timed_out')),
    };
    computation.askers.set(input.id, asked);
    this.#open.set(input.id, computation);
    if (present) {
      if (!isFresh(input)) this.#cache.noteJoined();
      if (!fresh.bulk) this.#dispatcher.promote(present);
      return this.#dispatcher.announce(present, asked);
    }
    this.#inFlight.set(computation.key, computation);
    const { indexVersion } = this.#dispatcher;
    const elsewhere = isFresh(input) || indexVersion === null ? null : this.#cache.lookUp(question, indexVersion);
    if (elsewhere) void elsewhere.then((finding) => this.#lookedUp(computation, finding));
    else this.#dispatcher.add(computation);
  }

  /** The shared store has said what it knows; meanwhile everybody may have left, or the engine closed. */
  #lookedUp(computation: Computation, finding: Finding | undefined): void {
    if (this.#inFlight.get(computation.key) !== computation) return;
    if (finding) this.#finish(computation, { kind: 'kept', finding });
    else this.#dispatcher.add(computation);
  }

  /** One asker stops waiting; the work goes on only while somebody else waits for it or a worker already has it. */
  #leave(id: string, status: 'cancelled' | 'timed_out'): boolean {
    const computation = this.#open.get(id);
    const asked = computation?.askers.get(id);
    if (!computation || !asked) return false;
    computation.askers.delete(id);
    if (computation.askers.size === 0) {
      this.#inFlight.delete(computation.key);
      this.#dispatcher.forget(computation);
    }
    this.#settle(asked, settledWithout(asked, { status }, this.#timings(asked, computation)));
    return true;
  }

  #finish(computation: Computation, outcome: Outcome | Kept): void {
    if (this.#inFlight.get(computation.key) === computation) this.#inFlight.delete(computation.key);
    if (outcome.kind === 'found' && isToKeep(computation, outcome.answer))
      this.#cache.set(computation.question, outcome.indexVersion, outcome.answer.finding);
    const askers = [...computation.askers.values()];
    computation.askers.clear();
    for (const asked of askers) this.#settle(asked, this.#settlement(asked, computation, outcome));
  }

  #settlement(asked: AskedQuestion, computation: Computation, outcome: Outcome | Kept): Settlement {
    const timings = this.#timings(asked, computation);
    switch (outcome.kind) {
      case 'found': {
        const { finding, timings: stages } = outcome.answer;
        return settledWithFinding(asked, finding, {
          timings: { ...timings, ...stages },
          worker: outcome.worker,
          cached: asked.late,
        });
      }
      case 'kept':
        return settledWithFinding(asked, outcome.finding, { timings, worker: null, cached: true });
      case 'timed_out':
        return settledWithout(asked, { status: 'timed_out' }, timings);
      case 'failed':
        return settledWithout(asked, { status: 'failed', failure: outcome.failure }, timings);
    }
  }

  #timings(asked: AskedQuestion, computation: Computation): Timings {
    const now = this.#clock.now();
    const queuedUntil = Math.max(asked.submittedAt, computation.running?.since ?? now);
    return { ...NO_TIMINGS, queued_ms: queuedUntil - asked.submittedAt, total_ms: now - asked.submittedAt };
  }

  #settle(asked: AskedQuestion, settlement: Settlement): void {
    asked.callOffDeadline();
    this.#open.delete(asked.id);
    this.#emitSettled(settlement);
  }

  #emitSettled(settlement: Settlement): void {
    this.#emit({ id: settlement.id, question: settlement.question, state: 'settled', settlement });
  }

  #emit(state: QuestionState): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(state);
      } catch (error) {
        // A host's bug: to be seen as an unhandled rejection, but not to keep other questions from settling.
        void Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
}

/** An answer found by words alone is not kept: the model may be back soon. */
const isToKeep = ({ explain, bulk }: Computation, { degraded }: WorkerAnswer): boolean => !explain && !bulk && !degraded;

/** Whether a question is to be answered by a worker, whatever the cache holds. */
const isFresh = ({ explain, priority }: QuestionInput): boolean => explain === true || priority === 'bulk';
