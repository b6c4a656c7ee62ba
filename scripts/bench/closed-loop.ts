import { setTimeout as delay } from 'node:timers/promises';
import type { QuestionTaker } from '../../core/contract.ts';
import type { QuestionState } from '../../core/domain/question.ts';
import type { SettledStatus } from '../../core/domain/settlement.ts';

/** What came of questions of which always the same number was in flight. */
export interface LoopOutcome {
  questions: number;
  per_s: number;
  /** Time of each question from its submission to its settlement, in milliseconds, in the order in which they settled. */
  times: number[];
  statuses: Partial<Record<SettledStatus, number>>;
  cached: number;
}

interface Asked {
  at: number;
  settled: number;
  resolve: () => void;
}

export interface LoopOptions {
  /** Keeps the ids of one call apart from those of others. */
  prefix: string;
  /** When nothing settles for this long, longer than any deadline, what is open counts as lost. */
  lostAfterMs?: number;
}

/** A second settlement would come at once. */
const AFTERWARDS_MS = 50;
const LOST_AFTER_MS = 60_000;

/** Asks all questions, `inFlight` at a time: each settlement makes room for the next. Throws when an id does not settle exactly once. */
export async function closedLoop(
  engine: Pick<QuestionTaker, 'submit' | 'onQuestionState'>,
  questions: readonly string[],
  inFlight: number,
  { prefix, lostAfterMs = LOST_AFTER_MS }: LoopOptions,
): Promise<LoopOutcome> {
  const asked = new Map<string, Asked>();
  const outcome: LoopOutcome = { questions: questions.length, per_s: 0, times: [], statuses: {}, cached: 0 };
  const { promise: lost, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(new Error(`lost: ${unsettled(asked).join(', ')}`));
  let timer = setTimeout(giveUp, lostAfterMs);
  const forget = engine.onQuestionState((state) => {
    if (!note(state, asked, outcome)) return;
    clearTimeout(timer);
    timer = setTimeout(giveUp, lostAfterMs);
  });
  try {
    let next = 0;
    const askOneByOne = async (): Promise<void> => {
      for (let at = next++; at < questions.length; at = next++) {
        const id = `${prefix}-${at}`;
        const settled = new Promise<void>((resolve) => asked.set(id, { at: performance.now(), settled: 0, resolve }));
        await engine.submit([{ id, question: questions[at] ?? '' }]);
        await settled;
      }
    };
    const start = performance.now();
    await Promise.race([lost, Promise.all(Array.from({ length: inFlight }, askOneByOne))]);
    outcome.per_s = (questions.length / (performance.now() - start)) * 1000;
    await delay(AFTERWARDS_MS);
  } finally {
    clearTimeout(timer);
    forget();
  }
  const twice = [...asked].filter(([, { settled }]) => settled > 1).map(([id]) => id);
  if (twice.length > 0) throw new Error(`settled more than once: ${twice.join(', ')}`);
  return outcome;
}

/** Counts a settlement of ours; false for anything else. */
function note(state: QuestionState, asked: ReadonlyMap<string, Asked>, outcome: LoopOutcome): boolean {
  const own = asked.get(state.id);
  if (state.state !== 'settled' || !own) return false;
  own.settled++;
  const { status, cached } = state.settlement;
  outcome.times.push(performance.now() - own.at);
  outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1;
  if (cached) outcome.cached++;
  own.resolve();
  return true;
}

const unsettled = (asked: ReadonlyMap<string, Asked>): string[] =>
  [...asked].filter(([, { settled }]) => settled === 0).map(([id]) => id);
