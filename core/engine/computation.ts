import type { WorkerAnswer } from '../contract.ts';
import { normaliseQuestion, type QuestionInput, type QuestionSource } from '../domain/question.ts';

/** A question somebody waits for. `late` is true when it joined a computation already under way. */
export interface AskedQuestion {
  readonly id: string;
  readonly question: string;
  readonly source: QuestionSource;
  readonly submittedAt: number;
  readonly late: boolean;
  /** Ends the deadline's timer. */
  callOffDeadline: () => void;
}

/** One piece of work for a worker, shared by all who asked the same question meanwhile. */
export interface Computation {
  readonly key: string;
  readonly question: string;
  readonly explain: boolean;
  /** As long as only bulk questions wait for it. */
  bulk: boolean;
  /** In whose turn it runs: the most favoured of those who wait for it. */
  source: QuestionSource;
  /** Those still waiting, by question id. */
  readonly askers: Map<string, AskedQuestion>;
  /** Times a worker was lost on it. */
  losses: number;
  /** When a worker took it, and which; null while it waits. */
  running: { since: number; worker: number } | null;
}

/** `question` is the validated one; those whose key is the same share one computation. */
export function newComputation(
  question: string,
  { explain, priority, source = 'window' }: Pick<QuestionInput, 'explain' | 'priority' | 'source'>,
): Computation {
  const normalised = normaliseQuestion(question);
  return {
    // A normalised question has no line break.
    key: explain ? `explain\n${normalised}` : normalised,
    question,
    explain: explain === true,
    bulk: priority === 'bulk',
    source,
    askers: new Map(),
    losses: 0,
    running: null,
  };
}

/** An answer found by words alone is not kept: the model may be back soon. */
export const isToKeep = ({ explain, bulk }: Computation, { degraded }: WorkerAnswer): boolean => !explain && !bulk && !degraded;

/** Whether a question is to be answered by a worker, whatever the cache holds. */
export const isFresh = ({ explain, priority }: QuestionInput): boolean => explain === true || priority === 'bulk';
