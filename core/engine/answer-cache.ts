import { LRUCache } from 'lru-cache';
import type { Warning } from '../contract.ts';
import type { CacheStatus } from '../domain/cache-status.ts';
import { normaliseQuestion } from '../domain/question.ts';
import type { Finding } from '../domain/settlement.ts';
import type { AnswerStore } from './answer-store.ts';
import type { Clock } from './clock.ts';

/** `maxMb` in MiB, 0 keeps nothing; `ttlMs` counts from when the finding was kept, 0 keeps it as long as there is room. */
export interface CacheLimits {
  maxMb: number;
  ttlMs: number;
}

const DEGRADED: Warning = {
  kind: 'shared_answers',
  message: 'Les réponses partagées (Redis) ne sont pas accessibles : elles restent dans la mémoire de ce serveur.',
};

const MIB = 2 ** 20;
/** What a kept finding takes beside its text: objects, list entries, the key's place in the map. */
const OVERHEAD_BYTES = 500;

/**
 * Findings by normalised question and index version, the least recently used going first: in this process, and where an office
 * shares them, behind that in a store that several processes ask.
 */
export class AnswerCache {
  readonly #entries: LRUCache<string, Finding> | null;
  readonly #maxMb: number;
  readonly #shared: AnswerStore | null;
  #hits = 0;
  #misses = 0;
  #joined = 0;

  constructor({ maxMb, ttlMs }: CacheLimits, clock: Clock, shared: AnswerStore | null = null) {
    this.#maxMb = maxMb;
    this.#shared = shared;
    this.#entries =
      maxMb <= 0
        ? null
        : new LRUCache({
            maxSize: Math.max(1, Math.floor(maxMb * MIB)),
            ...(ttlMs > 0 && {
              ttl: ttlMs,
              ttlResolution: 0,
              // lru-cache takes the time 0 for "no time noted"; our clocks may start there.
              perf: { now: () => clock.now() + 1 },
            }),
          });
  }

  /** The finding kept in this process. */
  get(question: string, indexVersion: string): Finding | undefined {
    const found = this.#entries?.get(cacheKey(question, indexVersion));
    if (found) this.#hits++;
    else this.#misses++;
    return found;
  }

  /** Asks the shared store for what is not kept here; null when there is none. What it knows is kept here too. */
  lookUp(question: string, indexVersion: string): Promise<Finding | undefined> | null {
    if (!this.#shared) return null;
    const key = cacheKey(question, indexVersion);
    return this.#shared.get(key).then((finding) => {
      if (finding) this.#keepHere(key, finding);
      return finding;
    });
  }

  set(question: string, indexVersion: string, finding: Finding): void {
    const key = cacheKey(question, indexVersion);
    this.#keepHere(key, finding);
    this.#shared?.set(key, finding);
  }

  /** A question that was not kept joined an identical one in flight: it costs no worker either. */
  noteJoined(): void {
    this.#joined++;
  }

  status(): CacheStatus {
    const shared = this.#shared?.status() ?? null;
    const asked = this.#hits + this.#misses;
    const spared = this.#hits + this.#joined + (shared?.hits ?? 0);
    return {
      entries: this.#entries?.size ?? 0,
      hits: this.#hits,
      misses: this.#misses,
      joined: this.#joined,
      hit_rate: asked === 0 ? 0 : spared / asked,
      size_mb: (this.#entries?.calculatedSize ?? 0) / MIB,
      max_mb: this.#maxMb,
      shared,
    };
  }

  /** What the user should know about it. */
  warnings(): Warning[] {
    return this.#shared?.status().state === 'degraded' ? [DEGRADED] : [];
  }

  close(): void {
    this.#shared?.close();
  }

  #keepHere(key: string, finding: Finding): void {
    this.#entries?.set(key, finding, { size: bytesOf(key, finding) });
  }
}

/** Memory of a kept finding, in bytes, at two for each character. */
function bytesOf(key: string, finding: Finding): number {
  return 2 * (key.length + JSON.stringify(finding).length) + OVERHEAD_BYTES;
}

/** A normalised question has no line break. */
function cacheKey(question: string, indexVersion: string): string {
  return `${indexVersion}\n${normaliseQuestion(question)}`;
}
