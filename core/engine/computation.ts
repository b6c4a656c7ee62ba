import { normaliseQuestion } from '../domain/question.ts';

/** A question somebody waits for. `late` is true when it joined a computation already under way. */
export interface AskedQuestion {
  readonly id: string;
  readonly question: string;
  readonly submittedAt: number;
  readonly late: boolean;
  /** Ends the deadline's timer. */
  callOffDeadline: () => void;
}

/** One piece of work for a worker, shared by all who asked the same question meanwhile. */
export interface Computation {
  readonly key: string;
  readonly question: string;
  /** Those still waiting, by question id. */
  readonly askers: Map<string, AskedQuestion>;
  /** Times a worker was lost on it. */
  losses: number;
  /** When a worker took it, and which; null while it waits. */
  running: { since: number; worker: number } | null;
}

export function newComputation(question: string): Computation {
  return { key: normaliseQuestion(question), question, askers: new Map(), losses: 0, running: null };
}
