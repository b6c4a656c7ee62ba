import type { Warning, WorkerAnswer } from '../contract.ts';
import type { QuestionInput } from '../domain/question.ts';
import type { KeptQuestion, LibraryStatus } from '../library/contract.ts';
import { LibraryClient } from '../library/library-client.ts';
import type { LibrarySettings } from '../library/settings.ts';
import { failureSentence, recoverySentence } from '../messages.fr.ts';
import type { Clock } from './clock.ts';
import type { AskedQuestion, Computation } from './computation.ts';
import type { Spawn } from './spawn.ts';

/** A question during which the application died this often is not asked again: it may be the reason. */
const MOST_ATTEMPTS = 3;

/** Who asks left over questions again. */
export interface LeftOverTaker {
  askAgain(input: QuestionInput): void;
  giveUp(input: QuestionInput): void;
}

/**
 * What the engine tells the user's database. Kept are questions of the window and of programs, for an answer after a restart; not those
 * of a batch, whose own file has them, nor a quality run of the window, which nobody sees any more.
 */
export class Keeper {
  readonly #library: LibraryClient | null;
  readonly #taker: LeftOverTaker;
  #hits = 0;
  #misses = 0;

  constructor(spawn: Spawn, clock: Clock, settings: LibrarySettings | null, taker: LeftOverTaker) {
    this.#taker = taker;
    this.#library = settings && new LibraryClient(spawn, clock, settings, (questions) => this.#leftOver(questions));
  }

  start(): void {
    this.#library?.start();
  }

  accepted({ id, question, source }: AskedQuestion, { priority }: QuestionInput, { explain }: Computation): void {
    const bulk = priority === 'bulk';
    if (source === 'batch' || (source === 'window' && bulk)) return;
    this.#library?.accepted({ id, question, source, explain, bulk, attempts: 0 });
  }

  /** Settles once accepted questions are where they survive the end of this process, or cannot be now. */
  async kept(): Promise<void> {
    await this.#library?.kept();
  }

  settled(id: string): void {
    this.#library?.settled(id);
  }

  answered({ vectors }: WorkerAnswer): void {
    if (!vectors) return;
    this.#hits += vectors.hits;
    this.#misses += vectors.computed.length;
    this.#library?.keep(vectors.computed);
  }

  status(): LibraryStatus | null {
    const status = this.#library?.status();
    if (!status) return null;
    const [hits, misses] = [this.#hits, this.#misses];
    const hit_rate = hits + misses === 0 ? 0 : hits / (hits + misses);
    return { ...status, vectors: { kept: status.report?.vectors ?? null, hits, misses, hit_rate } };
  }

  warnings(): Warning[] {
    const { failure, recovery, report } = this.#library?.status() ?? {};
    const sentences = [failure && failureSentence(failure), recovery && recoverySentence(recovery)];
    if (report?.backup_failure)
      sentences.push(`La sauvegarde de vos données a échoué. ${failureSentence(report.backup_failure)}`);
    return sentences.flatMap((message) => (message ? [{ kind: 'library', message } as const] : []));
  }

  async close(): Promise<void> {
    await this.#library?.close();
  }

  #leftOver(questions: KeptQuestion[]): void {
    for (const { id, question, source, explain, bulk, attempts } of questions) {
      const input: QuestionInput = { id, question, source, ...(explain && { explain }), ...(bulk && { priority: 'bulk' }) };
      if (attempts < MOST_ATTEMPTS) this.#taker.askAgain(input);
      else this.#taker.giveUp(input);
    }
  }
}
