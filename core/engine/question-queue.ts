import type { Computation } from './computation.ts';

/** Computations that wait for a worker, first come first served; one whose worker was lost goes to the front. */
export class QuestionQueue {
  #waiting: Computation[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  push(computation: Computation): void {
    this.#waiting.push(computation);
  }

  pushFront(computation: Computation): void {
    this.#waiting.unshift(computation);
  }

  shift(): Computation | undefined {
    return this.#waiting.shift();
  }

  remove(computation: Computation): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== computation);
  }

  /** 1 for the next to run; 0 when it does not wait. */
  position(computation: Computation): number {
    return this.#waiting.indexOf(computation) + 1;
  }

  /** The waiting computations in order. */
  [Symbol.iterator](): Iterator<Computation> {
    return this.#waiting.values();
  }
}
