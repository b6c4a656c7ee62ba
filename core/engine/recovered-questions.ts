import type { QuestionState } from '../domain/question.ts';

/** Most that is kept for a page that may never ask. */
const MOST_KEPT = 2_000;

/** Where the window's questions stand that were asked again after a restart: no page has submitted them in this run. */
export class RecoveredQuestions {
  readonly #states = new Map<string, QuestionState | null>();

  add(id: string): void {
    const [oldest] = this.#states.keys();
    if (this.#states.size >= MOST_KEPT && oldest !== undefined) this.#states.delete(oldest);
    this.#states.set(id, null);
  }

  /** The state, marked when it is of such a question. */
  note(state: QuestionState): QuestionState {
    if (!this.#states.has(state.id)) return state;
    const marked: QuestionState = { ...state, recovered: true };
    this.#states.set(state.id, marked);
    return marked;
  }

  /** In the order in which they were asked. */
  states(): QuestionState[] {
    return [...this.#states.values()].filter((state) => state !== null);
  }
}
