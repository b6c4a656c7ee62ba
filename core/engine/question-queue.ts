import type { Computation } from './computation.ts';

/**
 * Computations that wait for a worker, first come first served; one whose worker was lost goes to the front. Bulk ones wait behind
 * all others.
 */
export class QuestionQueue {
  #waiting: Computation[] = [];
  #bulk: Computation[] = [];

  get length(): number {
    return this.#waiting.length + this.#bulk.length;
  }

  push(computation: Computation): void {
    this.#laneOf(computation).push(computation);
  }

  pushFront(computation: Computation): void {
    this.#laneOf(computation).unshift(computation);
  }

  shift(): Computation | undefined {
    return this.#waiting.shift() ?? this.#bulk.shift();
  }

  remove(computation: Computation): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== computation);
    this.#bulk = this.#bulk.filter((waiting) => waiting !== computation);
  }

  /** Somebody waits for a bulk computation now: it takes its place behind those who came before. */
  promote(computation: Computation): void {
    if (!computation.bulk) return;
    computation.bulk = false;
    if (!this.#bulk.includes(computation)) return;
    this.remove(computation);
    this.push(computation);
  }

  /** 1 for the next to run; 0 when it does not wait. */
  position(computation: Computation): number {
    const behind = computation.bulk ? this.#waiting.length : 0;
    const at = this.#laneOf(computation).indexOf(computation) + 1;
    return at === 0 ? 0 : behind + at;
  }

  /** The waiting computations in order. */
  *[Symbol.iterator](): Iterator<Computation> {
    yield* this.#waiting;
    yield* this.#bulk;
  }

  #laneOf({ bulk }: Computation): Computation[] {
    return bulk ? this.#bulk : this.#waiting;
  }
}
