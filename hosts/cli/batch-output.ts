import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { UsageError } from './usage.ts';

/**
 * A file of answers, a JSON line each, that says by itself how far a batch has come: whatever ends the command, starting it again
 * answers the rest. A line is written in one piece, so that an answer stands there once or not at all.
 */
export class BatchOutput {
  readonly #path: string;
  /** Answers that stand in the file, by id and question: a batch may repeat both. */
  readonly #present = new Map<string, number>();
  #failure: UsageError | null = null;

  /** Throws UsageError when the file cannot be written or holds something else. */
  constructor(path: string) {
    this.#path = path;
    try {
      if (existsSync(path)) this.#read();
      appendFileSync(path, '');
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw this.#unusable((error as NodeJS.ErrnoException).code ?? 'erreur');
    }
  }

  /** How many answers were there from the start and not asked for yet. */
  get left(): number {
    return [...this.#present.values()].reduce((sum, count) => sum + count, 0);
  }

  /** True when an answer to this line of the batch is there; each counts for one line. */
  takes(id: string, question: string): boolean {
    const key = keyOf(id, question);
    const count = this.#present.get(key) ?? 0;
    if (count > 0) this.#present.set(key, count - 1);
    return count > 0;
  }

  /**
   * Throws UsageError when the disk is full or the file has gone, and from then on: the command is ending, and what it hands back
   * unanswered must not count as answered when it is started again.
   */
  write(line: string): void {
    if (this.#failure) throw this.#failure;
    try {
      appendFileSync(this.#path, `${line}\n`);
    } catch (error) {
      this.#failure = this.#unusable((error as NodeJS.ErrnoException).code ?? 'erreur');
      throw this.#failure;
    }
  }

  #read(): void {
    const bytes = readFileSync(this.#path);
    const end = bytes.lastIndexOf(0x0a) + 1;
    for (const line of bytes.subarray(0, end).toString('utf8').split('\n').filter(Boolean)) {
      const key = keyIn(line);
      if (key === null) throw this.#unusable('il contient autre chose que des réponses');
      this.#present.set(key, (this.#present.get(key) ?? 0) + 1);
    }
    // The last line may have been cut short; it will be written anew.
    if (end < bytes.length) truncateSync(this.#path, end);
  }

  #unusable(why: string): UsageError {
    return new UsageError(`Le fichier « ${this.#path} » ne peut pas recevoir les réponses (${why}).`);
  }
}

const keyOf = (id: string, question: string): string => JSON.stringify([id, question]);

function keyIn(line: string): string | null {
  try {
    const { id, question, status } = JSON.parse(line) as Record<string, unknown>;
    return typeof id === 'string' && typeof question === 'string' && typeof status === 'string' ? keyOf(id, question) : null;
  } catch {
    return null;
  }
}
