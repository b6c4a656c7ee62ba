import type { Clock } from '../../core/engine/clock.ts';
import { settleMessages } from './memory-endpoints.ts';

interface Timer {
  at: number;
  action: () => void;
}

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + ms, action };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Timers that have neither fired nor been called off. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets `ms` pass; timers fire in their order, and what each sets going happens before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.action();
      await settleMessages();
    }
    this.#now = end;
    await settleMessages();
  }
}
