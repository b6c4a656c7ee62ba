import { QUESTION_SOURCES, type QuestionSource } from '../domain/question.ts';
import type { Failure } from '../failures.ts';
import type { Clock } from './clock.ts';
import { RateLimiter, type Rate } from './token-bucket.ts';

/** Bounds of what is open at once: waiting or being answered. */
export interface QueueLimits {
  /** Questions of all sources together. */
  max: number;
  /** Part of them that one source may take, 1 to 100 per cent: the others always find room. */
  sourceSharePercent: number;
}

export interface QuestionRates {
  client: Rate;
  all: Rate;
}

/** Why a submission is not taken now. `retryAfterMs` is null when nothing is known to judge by. */
export interface Refusal {
  failure: Failure;
  retryAfterMs: number | null;
}

/** Decides what is taken in: so many questions open at once, so many in a time. */
export class Admission {
  readonly #open = new Map<QuestionSource, number>(QUESTION_SOURCES.map((source) => [source, 0]));
  readonly #limits: QueueLimits;
  readonly #limiter: RateLimiter;
  #total = 0;
  #refused = 0;

  constructor(limits: QueueLimits, { client, all }: QuestionRates, clock: Clock) {
    this.#limits = limits;
    this.#limiter = new RateLimiter(client, all, clock);
  }

  /** `refused` counts questions since the start; `open` goes by source. */
  status(): { limit: number; open: Record<QuestionSource, number>; refused: number } {
    const open = Object.fromEntries(this.#open) as Record<QuestionSource, number>;
    return { limit: this.#limits.max, open, refused: this.#refused };
  }

  /**
   * Null when `count` questions can be taken now; they then count towards the client's rate. `untilDone` estimates the milliseconds
   * until so many open questions are done. A batch file of our own waits for its turn and has no rate.
   */
  admit(source: QuestionSource, client: string, count: number, untilDone: (count: number) => number | null): Refusal | null {
    // A call that is larger than all its room is taken once that is empty: it would have to wait for ever.
    const excess = Math.min(count, this.#share) - this.#room(source);
    const wait = excess > 0 || source === 'batch' ? 0 : this.#limiter.take(client, count);
    if (excess <= 0 && wait === 0) return null;
    this.#refused += count;
    if (excess > 0) return { failure: { kind: 'queue_full' }, retryAfterMs: untilDone(excess) };
    return { failure: { kind: 'rate_limited' }, retryAfterMs: wait };
  }

  enter(source: QuestionSource): void {
    this.#change(source, 1);
  }

  leave(source: QuestionSource): void {
    this.#change(source, -1);
  }

  #change(source: QuestionSource, by: 1 | -1): void {
    this.#open.set(source, this.#of(source) + by);
    this.#total += by;
  }

  #room(source: QuestionSource): number {
    return Math.min(this.#limits.max - this.#total, this.#share - this.#of(source));
  }

  get #share(): number {
    const { max, sourceSharePercent } = this.#limits;
    return Math.max(1, Math.floor((max * sourceSharePercent) / 100));
  }

  #of(source: QuestionSource): number {
    return this.#open.get(source) ?? 0;
  }
}
