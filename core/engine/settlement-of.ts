import { settledWithFinding, settledWithout } from '../domain/settle.ts';
import { NO_TIMINGS, type Finding, type Settlement, type Timings } from '../domain/settlement.ts';
import type { AskedQuestion, Computation } from './computation.ts';
import type { Outcome } from './dispatcher.ts';

/** Found in the shared store: no worker had to answer. */
export interface Kept {
  kind: 'kept';
  finding: Finding;
}

/** What one asker is told of a computation that ended at `now`. */
export function settlementOf(asked: AskedQuestion, computation: Computation, outcome: Outcome | Kept, now: number): Settlement {
  const timings = timingsOf(asked, computation, now);
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

/** What one asker waited until `now`, in milliseconds. */
export function timingsOf(asked: AskedQuestion, { running }: Computation, now: number): Timings {
  const queuedUntil = Math.max(asked.submittedAt, running?.since ?? now);
  return { ...NO_TIMINGS, queued_ms: queuedUntil - asked.submittedAt, total_ms: now - asked.submittedAt };
}
