import type { EngineStatus, QuestionTaker, WorkerStatus } from '../contract.ts';
import type { QuestionState } from '../domain/question.ts';
import type { Settlement } from '../domain/settlement.ts';
import type { ExitReason } from '../engine/spawn.ts';
import type { AlertChanges } from './alerts.ts';
import type { ProcessEvents } from './measured-spawn.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Writes one line of the log: a name of the event and plain facts about it. */
export type WriteLog = (level: LogLevel, event: string, facts?: Record<string, unknown>) => void;

/** Ids are chosen by the asker and might hold anything: only such as look like ids are written. */
const PLAIN_ID = /^[\w.:-]{1,64}$/;

/** Turns what happens into lines of the log. Without `questionText`, no word of a question or answer is in them. */
export class Journal implements ProcessEvents {
  readonly #write: WriteLog;
  readonly #questionText: boolean;
  #failure: string | null = null;
  #closing = false;

  constructor(write: WriteLog, { questionText }: { questionText: boolean }) {
    this.#write = write;
    this.#questionText = questionText;
  }

  follow(engine: QuestionTaker): void {
    engine.onQuestionState((state) => this.#question(state));
  }

  started(entry: string, pid: number | undefined): void {
    this.#write('info', 'process_started', { entry, pid });
  }

  exited(entry: string, pid: number | undefined, { code, signal }: ExitReason): void {
    this.#write(this.#closing || code === 0 ? 'info' : 'warn', 'process_exited', { entry, pid, code, signal });
  }

  alerts({ raised, cleared }: AlertChanges): void {
    for (const { rule, value, threshold, message } of raised)
      this.#write('warn', 'alert_raised', { rule, value, threshold, message });
    for (const { rule, value, threshold, active_ms } of cleared)
      this.#write('info', 'alert_cleared', { rule, value, threshold, active_ms: Math.round(active_ms) });
  }

  /** Told of each measurement: writes when no question can be answered any more, and when they can again. */
  status({ failure, workers }: Pick<EngineStatus, 'failure' | 'workers'>): void {
    const now = failure?.kind ?? null;
    if (now === this.#failure) return;
    this.#failure = now;
    if (failure) this.#write('error', 'engine_unavailable', { ...failure, workers: lastErrors(workers) });
    else this.#write('info', 'engine_available');
  }

  /** From now on, processes are meant to end. */
  closing(): void {
    this.#closing = true;
    this.#write('info', 'closing');
  }

  #question(state: QuestionState): void {
    if (state.state !== 'settled') return;
    const { status, failure, question, answer } = state.settlement;
    const text = this.#questionText ? { question, answer } : {};
    const level = status === 'failed' || status === 'timed_out' ? 'warn' : 'info';
    this.#write(level, 'question_settled', { ...factsOf(state.settlement), failure: failure?.kind, ...text });
  }
}

function factsOf({ id, question, status, worker, cached, timings }: Settlement): Record<string, unknown> {
  const rounded = Object.entries(timings).map(([stage, ms]: [string, number]) => [stage, Math.round(ms * 100) / 100] as const);
  return {
    id: PLAIN_ID.test(id) ? id : undefined,
    status,
    length: question.length,
    worker,
    cached,
    ...Object.fromEntries<unknown>(rounded),
  };
}

const lastErrors = (workers: WorkerStatus[]): object[] => workers.map(({ id, last_error }) => ({ id, ...last_error }));
