import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

/** `perMinute` units for good, `burst` at once after a rest; `perMinute` 0 sets no limit. */
export interface Rate {
  perMinute: number;
  burst: number;
}

const MINUTE_MS = 60_000;
const ROUNDING_MS = 1e-6;

/** Lets through `perMinute` units, saving up to `burst` of them. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #at: number;

  constructor({ perMinute, burst }: Rate, clock: Clock) {
    this.#perMs = perMinute / MINUTE_MS;
    this.#burst = burst;
    this.#clock = clock;
    this.#tokens = burst;
    this.#at = clock.now();
  }

  /**
   * How long until `units` can be had, in milliseconds; 0 for now. More than the bucket holds can be had once it is full, and is
   * paid off afterwards: refusing it for ever would help nobody.
   */
  wait(units: number): number {
    if (this.#perMs === 0) return 0;
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs);
    this.#at = now;
    // Whole milliseconds; a rounding error of the sums is no reason to wait for one more.
    return Math.max(0, Math.ceil((Math.min(units, this.#burst) - this.#tokens) / this.#perMs - ROUNDING_MS));
  }

  take(units: number): void {
    this.#tokens -= units;
  }
}

/** Clients that are told apart; the one heard of least recently is forgotten, and the limit for all together still holds. */
const CLIENTS = 10_000;

/** A limit for each client and one for all together. */
export class RateLimiter {
  readonly #clients = new LRUCache<string, TokenBucket>({ max: CLIENTS });
  readonly #client: Rate;
  readonly #all: TokenBucket;
  readonly #clock: Clock;

  constructor(client: Rate, all: Rate, clock: Clock) {
    this.#client = client;
    this.#all = new TokenBucket(all, clock);
    this.#clock = clock;
  }

  /** Takes `units` for a client if both limits allow, and returns 0; else takes nothing and returns the milliseconds to wait. */
  take(client: string, units: number): number {
    const own = this.#clients.get(client) ?? new TokenBucket(this.#client, this.#clock);
    this.#clients.set(client, own);
    const wait = Math.max(own.wait(units), this.#all.wait(units));
    if (wait > 0) return wait;
    own.take(units);
    this.#all.take(units);
    return 0;
  }
}
