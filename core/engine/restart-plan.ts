import type { Clock } from './clock.ts';
import type { RestartPolicy } from './settings.ts';

/** Says when a worker that died may be started again. */
export class RestartPlan {
  #times: number[] = [];
  readonly #policy: RestartPolicy;
  readonly #clock: Clock;

  constructor(policy: RestartPolicy, clock: Clock) {
    this.#policy = policy;
    this.#clock = clock;
  }

  /** Notes one more restart; how long to wait before it in milliseconds, or null when there were enough of them. */
  next(): number | null {
    const now = this.#clock.now();
    const { max, windowMs, baseDelayMs } = this.#policy;
    this.#times = this.#times.filter((at) => now - at < windowMs);
    if (this.#times.length >= max) return null;
    const delay = baseDelayMs * 2 ** this.#times.length;
    this.#times.push(now);
    return delay;
  }

  /** Time before which something that did not help is not tried again; Infinity for never. */
  later(): number {
    const { retryAfterMs } = this.#policy;
    return retryAfterMs > 0 ? this.#clock.now() + retryAfterMs : Infinity;
  }
}
