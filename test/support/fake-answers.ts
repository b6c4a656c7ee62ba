import type { Finding } from '../../core/domain/settlement.ts';
import type { AnswerStore } from '../../core/engine/answer-store.ts';

/** A shared store whose replies the test gives by hand. */
export class FakeAnswers implements AnswerStore {
  readonly kept = new Map<string, Finding>();
  /** Keys asked for, in order. */
  readonly asked: string[] = [];
  closed = false;
  state: 'connected' | 'degraded' = 'connected';
  readonly #waiting: (() => void)[] = [];
  #hits = 0;

  get(key: string): Promise<Finding | undefined> {
    this.asked.push(key);
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        const found = this.kept.get(key);
        if (found) this.#hits++;
        resolve(found);
      });
    });
  }

  /** Answers everything asked so far. */
  reply(): void {
    for (const answer of this.#waiting.splice(0)) answer();
  }

  set(key: string, finding: Finding): void {
    this.kept.set(key, finding);
  }

  status() {
    const misses = this.asked.length - this.#hits;
    return { store: 'redis', state: this.state, hits: this.#hits, misses, failures: 0 } as const;
  }

  close(): void {
    this.closed = true;
  }
}
