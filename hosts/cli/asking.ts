import type { Settlement } from '../../core/domain/settlement.ts';
import type { Engine } from '../../core/engine/engine.ts';

/** Puts one question to an engine; resolves once it is settled, under an id of our own: a batch may repeat its ids. */
export function asking(engine: Engine): (question: string) => Promise<Settlement> {
  const waiting = new Map<string, (settlement: Settlement) => void>();
  let sequence = 0;
  engine.onQuestionState((state) => {
    if (state.state !== 'settled') return;
    waiting.get(state.id)?.(state.settlement);
    waiting.delete(state.id);
  });
  return async (question) => {
    const id = `${++sequence}`;
    const settled = new Promise<Settlement>((resolve) => waiting.set(id, resolve));
    await engine.submit([{ id, question }]);
    return settled;
  };
}
