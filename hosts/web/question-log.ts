import { LRUCache } from 'lru-cache';
import type { QuestionState } from '../../core/domain/question.ts';

/** Settled questions that can still be asked for. */
const SETTLED_KEPT = 2000;

/** Room for them, in UTF-16 units of JSON: a refused question may be very long. */
const SETTLED_ROOM = 64 * 2 ** 20;

/** Where every question stands that was submitted here: all open ones, and the last settled ones. */
export class QuestionLog {
  readonly #open = new Map<string, QuestionState>();
  readonly #settled = new LRUCache<string, string>({
    max: SETTLED_KEPT,
    maxSize: SETTLED_ROOM,
    sizeCalculation: (json) => json.length,
  });

  note(state: QuestionState): void {
    if (state.state === 'settled') {
      this.#open.delete(state.id);
      this.#settled.set(state.id, JSON.stringify(state.settlement));
    } else {
      this.#settled.delete(state.id);
      this.#open.set(state.id, state);
    }
  }

  isOpen(id: string): boolean {
    return this.#open.has(id);
  }

  /** JSON of the settlement, or of the state of a question that is still open; undefined when it is not known (any more). */
  json(id: string): string | undefined {
    const open = this.#open.get(id);
    return open ? JSON.stringify(open) : this.#settled.peek(id);
  }
}
