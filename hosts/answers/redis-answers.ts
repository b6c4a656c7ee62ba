import type { SharedAnswersStatus } from '../../core/domain/cache-status.ts';
import type { Finding } from '../../core/domain/settlement.ts';
import type { AnswerStore } from '../../core/engine/answer-store.ts';
import { MOST_BYTES, seal, storedName, unseal } from './envelope.ts';
import { RedisLink, type RedisLinkOptions } from './redis-link.ts';

export interface RedisAnswersOptions extends RedisLinkOptions {
  /** Beginning of every name, so that a Redis may serve others too. */
  prefix: string;
  /** After which Redis forgets a finding, in milliseconds. */
  ttlMs: number;
}

/** Findings in Redis, shared by all who use the same knowledge base and the same program. */
export class RedisAnswers implements AnswerStore {
  readonly #link: RedisLink;
  readonly #prefix: string;
  readonly #ttlMs: number;
  #hits = 0;
  #misses = 0;

  /** Starts connecting; `tell` gets French sentences for the operator. Throws when the address cannot be read. */
  constructor({ prefix, ttlMs, ...link }: RedisAnswersOptions, tell: (sentence: string) => void) {
    this.#link = new RedisLink(link, tell);
    this.#prefix = prefix;
    this.#ttlMs = ttlMs;
  }

  async get(key: string): Promise<Finding | undefined> {
    const name = storedName(this.#prefix, key);
    // A part, not the whole: whatever somebody put there, no more than this is read. What is longer fails its digest.
    const sealed = await this.#link.run((redis) => redis.getRange(name, 0, MOST_BYTES));
    const finding = sealed ? unseal(key, sealed) : undefined;
    if (finding) this.#hits++;
    else this.#misses++;
    return finding;
  }

  set(key: string, finding: Finding): void {
    const sealed = seal(key, finding);
    if (sealed === null) return;
    const expiration = { type: 'PX', value: this.#ttlMs } as const;
    void this.#link.run((redis) => redis.set(storedName(this.#prefix, key), sealed, { expiration }));
  }

  status(): SharedAnswersStatus {
    const { state, failures } = this.#link;
    return { store: 'redis', state, hits: this.#hits, misses: this.#misses, failures };
  }

  close(): void {
    this.#link.close();
  }
}
