/** Weight of the latest question in the mean: the last dozens count. */
const LATEST = 0.05;

/** How long a worker takes for one question, as a moving mean. */
export class ServiceTimes {
  #mean: number | null = null;

  /** Milliseconds; null before the first question. */
  get meanMs(): number | null {
    return this.#mean;
  }

  note(ms: number): void {
    this.#mean = this.#mean === null ? ms : this.#mean + LATEST * (ms - this.#mean);
  }

  /** When `count` questions will presumably have left the queue, in milliseconds; null when there is nothing to judge by. */
  wait(count: number, workers: number): number | null {
    return this.#mean === null || workers === 0 ? null : Math.round((this.#mean * count) / workers);
  }
}
