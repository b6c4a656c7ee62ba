import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { KeptQuestion, LibraryChanges } from '../../core/library/contract.ts';
import { QUESTION_SOURCES, type QuestionSource } from '../../core/domain/question.ts';
import { LIBRARY_SQL } from './statements.ts';
import { vectorBytes, vectorChecksum } from './vector-record.ts';

const MIB = 2 ** 20;

/** How long a checkpoint waits for readers, and after which time it is tried again. */
const CHECKPOINT_WAIT_MS = 50;
const FOLD_AGAIN_MS = 1_000;

/** In place of the run's name: handed back at the end of one. */
const NO_RUN = '';

interface QuestionRow {
  sequence: number;
  id: string;
  question: string;
  source: string;
  explain: number;
  bulk: number;
  attempts: number;
}

/** Writes to one open database; statements are prepared once. */
export class LibraryStore {
  readonly db: Database.Database;
  readonly #run: string;
  readonly #vectors: number;
  readonly #walMb: number;
  readonly #busyTimeoutMs: number;
  readonly #apply: (changes: LibraryChanges) => void;
  #kept: number;
  #foldNotBefore = 0;

  constructor(
    db: Database.Database,
    { run, vectors, walMb, busyTimeoutMs }: { run: string; vectors: number; walMb: number; busyTimeoutMs: number },
  ) {
    this.db = db;
    this.#run = run;
    this.#vectors = vectors;
    this.#walMb = walMb;
    this.#busyTimeoutMs = busyTimeoutMs;
    this.#apply = this.#prepared();
    this.#kept = this.#count();
  }

  /** Questions of other runs, in their order; they count as this run's from now on, and once more as left over where that one died. */
  takeOver(): KeptQuestion[] {
    // Whoever ended in good order handed them back: none of them is under suspicion.
    const taken = this.db
      .prepare<[string, string, string], QuestionRow>(
        'UPDATE question SET attempts = attempts + (run <> ?), run = ? WHERE run <> ? RETURNING *',
      )
      .all(NO_RUN, this.#run, this.#run);
    return taken.sort((a, b) => a.sequence - b.sequence).map(toQuestion);
  }

  /** For an end in good order: what is left without an answer is nobody's fault. */
  handBack(): void {
    this.db.prepare('UPDATE question SET run = ?').run(NO_RUN);
  }

  /** Forgets every waiting question: for a database that came from a backup while those who know them are there to tell. */
  forgetQuestions(): void {
    this.db.exec('DELETE FROM question');
  }

  /** All of it or nothing; on disk, as far as a crash of the application goes, once this returns. */
  apply(changes: LibraryChanges): void {
    this.#apply(changes);
    if (changes.vectors.length > 0) this.#kept = this.#count();
    this.#foldLog();
  }

  get vectors(): number {
    return this.#kept;
  }

  get sizeMb(): number {
    return sizeOf(this.db.name);
  }

  get walMb(): number {
    return sizeOf(`${this.db.name}-wal`);
  }

  /** Folds the log into the database. Throws what SQLite throws. */
  close(): void {
    // Closing alone would fold it in only for the last connection, and readers may still have one.
    this.db.pragma('wal_checkpoint(TRUNCATE)');
    this.db.close();
  }

  #count(): number {
    return this.db.prepare<[], number>('SELECT count(*) FROM vector').pluck().get() ?? 0;
  }

  #prepared(): (changes: LibraryChanges) => void {
    const { db } = this;
    const settle = db.prepare(LIBRARY_SQL.settle);
    const accept = db.prepare(LIBRARY_SQL.accept);
    const keep = db.prepare(LIBRARY_SQL.keepVector);
    const dropOld = db.prepare(LIBRARY_SQL.dropOldVectors);
    const write = db.transaction(({ settled, accepted, vectors }: LibraryChanges) => {
      for (const id of settled) settle.run(id);
      for (const { id, question, source, explain, bulk, attempts } of accepted)
        accept.run(id, this.#run, question, source, explain ? 1 : 0, bulk ? 1 : 0, attempts);
      for (const { key, vector } of vectors) {
        const [name, bytes] = [Buffer.from(key, 'hex'), vectorBytes(vector)];
        keep.run(name, bytes, vectorChecksum(name, bytes));
      }
      if (vectors.length > 0) dropOld.run(this.#vectors);
    });
    return (changes) => write.immediate(changes);
  }

  /**
   * SQLite folds the log in by itself as far as readers let it, but never shortens it while one of them reads. Beyond its size the whole
   * of it is folded in and cut; readers here hold it for one statement only, so a short wait is enough.
   */
  #foldLog(): void {
    if (this.walMb < this.#walMb || performance.now() < this.#foldNotBefore) return;
    this.db.pragma(`busy_timeout = ${CHECKPOINT_WAIT_MS}`);
    try {
      this.db.pragma('wal_checkpoint(TRUNCATE)');
      this.#foldNotBefore = performance.now() + FOLD_AGAIN_MS;
    } finally {
      this.db.pragma(`busy_timeout = ${this.#busyTimeoutMs}`);
    }
  }
}

function toQuestion({ id, question, source, explain, bulk, attempts }: QuestionRow): KeptQuestion {
  const known = QUESTION_SOURCES.includes(source as QuestionSource) ? (source as QuestionSource) : 'api';
  return { id, question, source: known, explain: explain === 1, bulk: bulk === 1, attempts };
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size / MIB : 0);
