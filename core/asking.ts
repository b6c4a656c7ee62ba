import type { QuestionTaker } from './contract.ts';
import type { QuestionInput } from './domain/question.ts';
import type { Settlement } from './domain/settlement.ts';

/** Puts one question to an engine. Rejects only when it could not be handed over (the web shell has gone). */
export type Ask = (question: string, options?: Pick<QuestionInput, 'explain' | 'priority' | 'source'>) => Promise<Settlement>;

/**
 * Questions put to an engine one by one, under ids of our own: a batch may repeat its ids. `prefix` keeps them apart from those of
 * others who ask the same engine.
 */
export function asking(engine: QuestionTaker, prefix = ''): Ask {
  const waiting = new Map<string, (settlement: Settlement) => void>();
  let sequence = 0;
  engine.onQuestionState((state) => {
    if (state.state !== 'settled') return;
    waiting.get(state.id)?.(state.settlement);
    waiting.delete(state.id);
  });
  return async (question, options = {}) => {
    const id = `${prefix}${++sequence}`;
    const settled = new Promise<Settlement>((resolve) => waiting.set(id, resolve));
    try {
      await engine.submit([{ id, question, ...options }]);
    } catch (error) {
      waiting.delete(id);
      throw error;
    }
    return settled;
  };
}
