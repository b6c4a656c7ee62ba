import type { QuestionState } from '../../core/domain/question.ts';

/** How long changes are collected before the page draws them, in milliseconds: too short to be noticed. */
const COLLECT_MS = 30;

/**
 * Collects changes of state and hands over the latest of each question together. When one of 500 questions settles, the
 * position of every waiting one changes: drawing each would freeze the page. A timer, not an animation frame, because
 * hidden windows get no frames.
 */
export function createStateBuffer(flush: (states: QuestionState[]) => void): (state: QuestionState) => void {
  const latest = new Map<string, QuestionState>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (state) => {
    if (latest.get(state.id)?.state === 'settled') return;
    latest.set(state.id, state);
    timer ??= setTimeout(() => {
      timer = undefined;
      const states = [...latest.values()];
      latest.clear();
      flush(states);
    }, COLLECT_MS);
  };
}
