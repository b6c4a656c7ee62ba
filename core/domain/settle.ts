import type { Failure } from '../failures.ts';
import { failureSentence } from '../messages.fr.ts';
import type { QuestionInput } from './question.ts';
import { NO_TIMINGS, type Finding, type Settlement, type Timings } from './settlement.ts';

const NOTHING: Omit<Finding, 'status'> = { answer: '', entries: [], citations: [], confidence: 0 };

/** A question that settles with what a worker found. */
export function settledWithFinding(
  { id, question }: QuestionInput,
  finding: Finding,
  how: { timings: Timings; worker: number | null; cached: boolean },
): Settlement {
  return { id, question, ...finding, ...how };
}

/** A question that settles without a finding; `timings` holds what was spent on it. */
export function settledWithout(
  { id, question }: QuestionInput,
  why: { status: 'failed'; failure: Failure } | { status: 'cancelled' | 'timed_out' },
  timings: Timings = NO_TIMINGS,
): Settlement {
  const base = { id, question, ...NOTHING, timings, worker: null, cached: false };
  if (why.status !== 'failed') return { ...base, status: why.status };
  return { ...base, status: 'failed', failure: { kind: why.failure.kind, message: failureSentence(why.failure) } };
}
