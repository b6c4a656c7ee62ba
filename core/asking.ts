import type { PageApi } from './contract.ts';
import type { QuestionInput } from './domain/question.ts';
import type { Settlement } from './domain/settlement.ts';

/** A question on its way. */
export interface Asked {
  /** Rejects only when the question could not be handed over (the web shell has gone). */
  readonly settled: Promise<Settlement>;
  /** It then settles as cancelled, unless it has its answer already. */
  cancel(): void;
}

/** Puts one question to an engine. */
export type Ask = (question: string, options?: Pick<QuestionInput, 'explain' | 'priority'>) => Asked;

/**
 * Questions put to an engine one by one, under ids of our own: a batch may repeat its ids. `prefix` keeps them apart from those of
 * others who ask the same engine.
 */
export function asking(engine: PageApi, prefix = ''): Ask {
  const waiting = new Map<string, (settlement: Settlement) => void>();
  let sequence = 0;
  engine.onQuestionState((state) => {
    if (state.state !== 'settled') return;
    waiting.get(state.id)?.(state.settlement);
    waiting.delete(state.id);
  });
  return (question, options = {}) => {
    const id = `${prefix}${++sequence}`;
    const settled = new Promise<Settlement>((resolve, reject) => {
      waiting.set(id, resolve);
      engine.submit([{ id, question, ...options }]).catch((error: unknown) => {
        waiting.delete(id);
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
    // A cancellation that does not arrive changes nothing: the question settles anyway.
    return { settled, cancel: () => void engine.cancel(id).catch(() => false) };
  };
}
