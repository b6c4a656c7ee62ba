import type { EngineStatus, Offer, SubmitReply, Warning } from '../contract.ts';
import type { QuestionInput, QuestionState } from '../domain/question.ts';
import { settledWithFinding, settledWithout } from '../domain/settle.ts';
import { NO_TIMINGS, type Finding, type Settlement } from '../domain/settlement.ts';
import { validateQuestion } from '../domain/validate-question.ts';
import type { Failure } from '../failures.ts';
import { MOST_WORKERS_ASKED } from '../limits.ts';
import { Admission } from './admission.ts';
import { AnswerCache } from './answer-cache.ts';
import type { Clock } from './clock.ts';
import { isFresh, isToKeep, newComputation, type AskedQuestion, type Computation } from './computation.ts';
import { degradedWarnings } from './degraded-warnings.ts';
import { Dispatcher, type Outcome } from './dispatcher.ts';
import type { Engine, EngineParts } from './engine-parts.ts';
import { Keeper } from './keeper.ts';
import { Listeners } from './listeners.ts';
import { Moment } from './moment.ts';
import { RecoveredQuestions } from './recovered-questions.ts';
import { settlementOf, timingsOf, type Kept } from './settlement-of.ts';
import type { EngineSettings } from './settings.ts';

/** Starts the workers and returns the engine; questions may be submitted at once. */
export function createEngine(parts: EngineParts): Engine {
  const engine = new QuestionEngine(parts);
  return {
    submit: async (questions) => engine.submit(questions),
    offer: async (questions, client) => engine.offer(questions, client),
    cancel: async (id) => engine.cancel(id),
    status: async () => engine.status(),
    recovered: async () => engine.recovered(),
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
  readonly #listeners = new Listeners();
  readonly #admission: Admission;
  readonly #cache: AnswerCache;
  readonly #dispatcher: Dispatcher;
  readonly #keeper: Keeper;
  readonly #recovered = new RecoveredQuestions();
  readonly #clock: Clock;
  readonly #settings: EngineSettings;
  readonly #warnings: Warning[];
  #closed = false;
  readonly #lastSettled = new Moment();

  constructor({ spawn, clock, settings, warnings = [], answers, library }: EngineParts) {
    this.#warnings = warnings;
    this.#clock = clock;
    this.#settings = settings;
    this.#admission = new Admission(settings.queue, settings.rates, clock);
    this.#cache = new AnswerCache(settings.cache, clock, answers);
    this.#dispatcher = new Dispatcher(spawn, clock, settings, {
      state: (asked, state) => this.#emit({ id: asked.id, question: asked.question, ...state }),
      done: (computation, outcome) => this.#finish(computation, outcome),
    });
    this.#keeper = new Keeper(spawn, clock, library ?? null, {
      askAgain: (input) => this.#askAgain(input),
      giveUp: (input) => this.#giveUp(input),
    });
    this.#dispatcher.start();
    this.#keeper.start();
  }

  async submit(questions: QuestionInput[]): Promise<SubmitReply> {
    for (const input of questions) this.#accept(input, false);
    await this.#keeper.kept();
    return { ids: questions.map((input) => input.id) };
  }

  async offer(questions: QuestionInput[], client: string): Promise<Offer> {
    const source = questions[0]?.source ?? 'window';
    const refusal = this.#admission.admit(source, client, questions.length, this.#dispatcher.untilDone);
    if (refusal) return { ok: false, ...refusal };
    for (const input of questions) this.#accept(input, true);
    await this.#keeper.kept();
    return { ok: true, ids: questions.map((input) => input.id) };
  }

  cancel(id: string): boolean {
    return this.#leave(id, 'cancelled');
  }

  status(): EngineStatus {
    const { indexVersion, failure, degraded } = this.#dispatcher;
    const { workers, queue } = this.#dispatcher.status();
    return {
      workers,
      queue: { ...queue, ...this.#admission.status() },
      cache: this.#cache.status(),
      versions: { index: indexVersion },
      failure,
      library: this.#keeper.status(),
      warnings: [...this.#warnings, ...this.#keeper.warnings(), ...this.#cache.warnings(), ...degradedWarnings(degraded)],
    };
  }

  recovered(): QuestionState[] {
    return this.#recovered.states();
  }

  resize(workers: number): void {
    if (!this.#closed) this.#dispatcher.resize(Math.min(Math.max(1, Math.floor(workers)), MOST_WORKERS_ASKED));
  }

  onQuestionState(listener: (state: QuestionState) => void): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    const graceMs = this.#closed ? 0 : this.#settings.closeGraceMs;
    this.#closed = true;
    this.#handBack(({ running }) => running === null);
    if (this.#open.size > 0 && graceMs > 0) await this.#lastSettled.within(graceMs, this.#clock);
    this.#handBack(() => true);
    this.#dispatcher.stop();
    this.#cache.close();
    await this.#keeper.close();
  }

  /** Settles them as not answered; the user's database keeps them for the next start. */
  #handBack(isMeant: (computation: Computation) => boolean): void {
    for (const computation of [...this.#inFlight.values()].filter(isMeant)) {
      this.#dispatcher.forget(computation);
      this.#finish(computation, { kind: 'failed', failure: { kind: 'closing' } });
    }
  }

  /** `admitted`: there is room for it. */
  #accept(input: QuestionInput, admitted: boolean): void {
    const reject = (failure: Failure): void => this.#emitSettled(settledWithout(input, { status: 'failed', failure }));
    if (this.#open.has(input.id)) return reject({ kind: 'duplicate_id', detail: input.id });
    const question = validateQuestion(input.question);
    if (!question.ok) return reject(question.failure);
    if (this.#closed) return reject({ kind: 'closing' });
    const { indexVersion, failure } = this.#dispatcher;
    if (failure) return reject(failure);
    const known = indexVersion === null || isFresh(input) ? undefined : this.#cache.get(question.value, indexVersion);
    if (known) return this.#emitSettled(settledWithFinding(input, known, { timings: NO_TIMINGS, worker: null, cached: true }));
    const { source = 'window' } = input;
    const refusal = admitted ? null : this.#admission.admit(source, source, 1, this.#dispatcher.untilDone);
    if (refusal) return reject(refusal.failure);
    this.#enrol(input, question.value);
  }

  /** Joins the identical question in flight, or starts a computation. */
  #enrol(input: QuestionInput, question: string): void {
    const fresh = newComputation(question, input);
    const present = this.#inFlight.get(fresh.key);
    const computation = present ?? fresh;
    const asked = this.#newAsked(input, present !== undefined);
    computation.askers.set(input.id, asked);
    this.#open.set(input.id, computation);
    this.#admission.enter(asked.source);
    this.#keeper.accepted(asked, input, computation);
    if (present) {
      if (!isFresh(input)) this.#cache.noteJoined();
      if (!fresh.bulk) this.#dispatcher.promote(present, asked.source);
      return this.#dispatcher.announce(present, asked);
    }
    this.#inFlight.set(computation.key, computation);
    const { indexVersion } = this.#dispatcher;
    const elsewhere = isFresh(input) || indexVersion === null ? null : this.#cache.lookUp(question, indexVersion);
    if (elsewhere) void elsewhere.then((finding) => this.#lookedUp(computation, finding));
    else this.#dispatcher.add(computation);
  }

  #newAsked(input: QuestionInput, late: boolean): AskedQuestion {
    const { id, source = 'window', priority } = input;
    const callOff =
      priority === 'bulk' ? () => {} : this.#clock.after(this.#settings.deadlineMs, () => this.#leave(id, 'timed_out'));
    return { ...input, source, submittedAt: this.#clock.now(), late, callOffDeadline: callOff };
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
    this.#settle(asked, settledWithout(asked, { status }, timingsOf(asked, computation, this.#clock.now())));
    return true;
  }

  #finish(computation: Computation, outcome: Outcome | Kept): void {
    if (outcome.kind === 'found') this.#keeper.answered(outcome.answer);
    if (this.#inFlight.get(computation.key) === computation) this.#inFlight.delete(computation.key);
    if (outcome.kind === 'found' && isToKeep(computation, outcome.answer))
      this.#cache.set(computation.question, outcome.indexVersion, outcome.answer.finding);
    const askers = [...computation.askers.values()];
    computation.askers.clear();
    for (const asked of askers) this.#settle(asked, settlementOf(asked, computation, outcome, this.#clock.now()));
  }

  /** Left over from an earlier run; a run that is ending leaves it to the next. */
  #askAgain(input: QuestionInput): void {
    if (this.#open.has(input.id) || this.#closed) return;
    if (input.source === 'window') this.#recovered.add(input.id);
    this.#accept(input, true);
    // Answered from the cache, or refused: it never was open.
    if (!this.#open.has(input.id)) this.#keeper.settled(input.id);
  }

  #giveUp(input: QuestionInput): void {
    if (input.source === 'window') this.#recovered.add(input.id);
    this.#keeper.settled(input.id);
    this.#emitSettled(settledWithout(input, { status: 'failed', failure: { kind: 'given_up' } }));
  }

  #emit(state: QuestionState): void {
    this.#listeners.emit(this.#recovered.note(state));
  }

  #settle(asked: AskedQuestion, settlement: Settlement): void {
    asked.callOffDeadline();
    this.#open.delete(asked.id);
    this.#admission.leave(asked.source);
    // Before anybody hears of it: told twice would be worse than late. What is handed back is asked again at the next start.
    if (settlement.failure?.kind !== 'closing') this.#keeper.settled(asked.id);
    this.#emitSettled(settlement);
    if (this.#open.size === 0) this.#lastSettled.hasCome();
  }

  #emitSettled(settlement: Settlement): void {
    this.#emit({ id: settlement.id, question: settlement.question, state: 'settled', settlement });
  }
}
