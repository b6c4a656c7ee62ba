import type { KeptQuestion, KeptVector, LibraryChanges } from './contract.ts';

/** Most that is remembered while nothing can be written; beyond it, the oldest go. */
const MOST_SETTLED = 100_000;
const MOST_VECTORS = 2_000;

/**
 * All that the database may not know yet. The open questions are bounded by the engine's queue. Everything may be written twice
 * without harm, so that after any doubt all of it is sent again.
 */
export class Unwritten {
  readonly #open = new Map<string, KeptQuestion>();
  readonly #settled = new Set<string>();
  #vectors: KeptVector[] = [];

  get questions(): number {
    return this.#open.size;
  }

  /** Changes without an acknowledgement; accepted questions stay remembered as long as they are open. */
  get length(): number {
    return this.#settled.size + this.#vectors.length;
  }

  get vectors(): number {
    return this.#vectors.length;
  }

  /** False when it is kept already. */
  accept(question: KeptQuestion): boolean {
    if (this.#open.has(question.id)) return false;
    this.#open.set(question.id, question);
    return true;
  }

  /** False when it was never kept. */
  settle(id: string): boolean {
    if (!this.#open.delete(id)) return false;
    this.#settled.add(id);
    if (this.#settled.size > MOST_SETTLED) this.#settled.delete(this.#settled.values().next().value ?? '');
    return true;
  }

  keep(vectors: readonly KeptVector[]): void {
    this.#vectors = [...this.#vectors, ...vectors].slice(-MOST_VECTORS);
  }

  /** Everything, as it is sent after a start. */
  all(): LibraryChanges {
    return { settled: [...this.#settled], accepted: [...this.#open.values()], vectors: this.#vectors };
  }

  /** The vectors alone. */
  vectorChanges(): LibraryChanges {
    return { settled: [], accepted: [], vectors: this.#vectors };
  }

  written({ settled, vectors }: LibraryChanges): void {
    for (const id of settled) this.#settled.delete(id);
    const gone = new Set(vectors);
    this.#vectors = this.#vectors.filter((vector) => !gone.has(vector));
  }
}
