import { LRUCache } from 'lru-cache';
import { normaliseQuestion } from '../domain/question.ts';
import type { Finding } from '../domain/settlement.ts';

/** Findings by normalised question and index version; the least recently used goes first. */
export class AnswerCache {
  readonly #entries: LRUCache<string, Finding>;
  #hits = 0;
  #misses = 0;

  constructor(maxEntries: number) {
    this.#entries = new LRUCache({ max: Math.max(1, maxEntries) });
  }

  get(question: string, indexVersion: string): Finding | undefined {
    const found = this.#entries.get(cacheKey(question, indexVersion));
    if (found) this.#hits++;
    else this.#misses++;
    return found;
  }

  set(question: string, indexVersion: string, finding: Finding): void {
    this.#entries.set(cacheKey(question, indexVersion), finding);
  }

  counts(): { entries: number; hits: number; misses: number } {
    return { entries: this.#entries.size, hits: this.#hits, misses: this.#misses };
  }
}

function cacheKey(question: string, indexVersion: string): string {
  return `${indexVersion}\n${normaliseQuestion(question)}`;
}
