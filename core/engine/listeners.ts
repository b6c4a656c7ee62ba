import type { QuestionState } from '../domain/question.ts';

/** Those who hear of every change of state. */
export class Listeners {
  readonly #listeners = new Set<(state: QuestionState) => void>();

  /** Returns the function that ends the subscription. */
  add(listener: (state: QuestionState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(state: QuestionState): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(state);
      } catch (error) {
        // A host's bug: to be seen as an unhandled rejection, but not to keep other questions from settling.
        void Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }
}
