import type { Ask } from '../asking.ts';
import type { Settlement } from '../domain/settlement.ts';
import type { JudgedQuestion } from './question-set.ts';
import { judgeAll, type JudgedSettlement } from './score.ts';

/** A set of judged questions on its way through an engine. */
export interface SetRun {
  /** Every question with its outcome, in the order of the set; fewer when it was stopped. Rejects when the engine is out of reach. */
  readonly finished: Promise<JudgedSettlement[]>;
  /** Ends it at once. The few questions on their way run out unheard: taking each back would cost as much as its answer. */
  stop(): void;
}

/** Enough to keep every worker busy. */
const AT_ONCE = 8;

/**
 * Asks every question of a set and judges the answers. The questions are bulk: others go before them. `onSettled` hears how many
 * have settled so far.
 */
export function runSet(ask: Ask, questions: readonly JudgedQuestion[], onSettled: (count: number) => void = () => {}): SetRun {
  const settlements = new Map<string, Settlement>();
  const waiting = questions.values();
  const stopped = Promise.withResolvers<null>();
  const takeTurns = async (): Promise<void> => {
    for (const { id, question } of waiting) {
      const settlement = await Promise.race([stopped.promise, ask(question, { priority: 'bulk' })]);
      if (settlement === null) return;
      settlements.set(id, settlement);
      onSettled(settlements.size);
    }
  };
  const lanes = Array.from({ length: AT_ONCE }, takeTurns);
  const finished = Promise.all(lanes)
    .then(() => judgeAll(questions, settlements))
    .finally(() => stopped.resolve(null));
  return { finished, stop: () => stopped.resolve(null) };
}
