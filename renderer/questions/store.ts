import { EMPTY_QUESTIONS, reduceQuestions, type QuestionsEvent, type QuestionsState } from './reducer.ts';

/** The list of questions as a value that changes; fits React's useSyncExternalStore. */
export interface QuestionStore {
  get: () => QuestionsState;
  dispatch: (event: QuestionsEvent) => void;
  /** Returns what ends the subscription. */
  subscribe: (listener: () => void) => () => void;
}

/** An empty store. Listeners are called after each event that changed something. */
export function createQuestionStore(): QuestionStore {
  let state = EMPTY_QUESTIONS;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch(event) {
      const next = reduceQuestions(state, event);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
