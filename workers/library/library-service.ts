import { mkdirSync } from 'node:fs';
import { fail, ok, type Failure, type Result } from '../../core/failures.ts';
import type {
  LibraryChanges,
  LibraryOpened,
  LibraryOptions,
  LibraryReport,
  LibraryWorkerApi,
  Recovery,
} from '../../core/library/contract.ts';
import { usage } from '../usage.ts';
import { backUp, backupsOf, isBackupDue, isDamagedFile, newestAt } from './backups.ts';
import { LibraryStore } from './library-store.ts';
import { lockFolder } from './lock.ts';
import { openDatabase, recover } from './open-database.ts';
import { failureOf, isDamage } from './sqlite-errors.ts';

/** Whether a backup is due is looked at this often, and before the first one the start is left alone. */
const BACKUP_CHECK_MS = 60_000;
const FIRST_BACKUP_MS = 5_000;

/** What a library worker does. One instance per process; `open` comes first. */
export function createLibraryService(): LibraryWorkerApi {
  let library: Library | null = null;
  return {
    open: async (options) => attempt(() => (library = new Library(options)).opened()),
    // Written before the first await: a message that has arrived is written even when its sender has gone.
    apply: async (changes) => attempt(() => (library ?? notOpen()).apply(changes)),
    damaged: () => (library ?? notOpen()).damaged(),
    close: async () => library?.close(),
    usage: async () => usage(),
  };
}

class Library {
  readonly #options: LibraryOptions;
  readonly #lock: { release(): void };
  readonly #timers: NodeJS.Timeout[] = [];
  #store: LibraryStore;
  #recovery: Recovery | null;
  #backingUp: Promise<void> | null = null;
  #backupFailure: Failure | null = null;
  #backups: number;
  /** Found by a check: what takes its place is due. */
  #isDamaged = false;
  #foundDamaged = Promise.withResolvers<void>();

  constructor(options: LibraryOptions) {
    this.#options = options;
    const { db, recovery, lock } = openLocked(options);
    this.#lock = lock;
    this.#recovery = recovery;
    this.#store = new LibraryStore(db, options);
    this.#backups = backupsOf(options.dataDir).length;
    if (options.backups === 0) return;
    this.#timers.push(setTimeout(() => this.#backUpIfDue(), Math.min(FIRST_BACKUP_MS, options.backupEveryMs)));
    this.#timers.push(setInterval(() => this.#backUpIfDue(), Math.min(BACKUP_CHECK_MS, options.backupEveryMs)));
  }

  opened(): LibraryOpened {
    const questions = this.#store.takeOver();
    return { pid: process.pid, questions, recovery: this.#recovery, report: this.#report() };
  }

  /** A database found damaged only now, or by a check, is replaced, and the changes go into the new one. */
  apply(changes: LibraryChanges): { report: LibraryReport; recovery: Recovery | null } {
    if (!this.#isDamaged) {
      try {
        this.#store.apply(changes);
        return { report: this.#report(), recovery: null };
      } catch (error) {
        if (!isDamage(error)) throw error;
      }
    }
    const recovery = this.#replace();
    this.#store.apply(changes);
    return { report: this.#report(), recovery };
  }

  /** Settles at the next finding. Not replaced there and then: those who know the open questions have to send them along. */
  damaged(): Promise<void> {
    return this.#foundDamaged.promise;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#backingUp;
    this.#store.handBack();
    this.#store.close();
    this.#lock.release();
  }

  #replace(): Recovery | null {
    // Not folded together: it is put aside as it is.
    this.#store.db.close();
    const { db, recovery } = recover(this.#options.dataDir, this.#options.busyTimeoutMs);
    this.#store = new LibraryStore(db, this.#options);
    this.#store.forgetQuestions();
    this.#isDamaged = false;
    this.#recovery = recovery;
    return recovery;
  }

  #report(): LibraryReport {
    const { vectors, sizeMb, walMb } = this.#store;
    return { vectors, size_mb: sizeMb, wal_mb: walMb, backups: this.#backups, backup_failure: this.#backupFailure };
  }

  #backUpIfDue(): void {
    const { dataDir, backups, backupEveryMs } = this.#options;
    if (this.#backingUp) return;
    try {
      if (!isBackupDue(newestAt(dataDir), Date.now(), backupEveryMs)) return;
    } catch {
      return; // The folder is gone or cannot be read; whatever is written next says so.
    }
    // What lies on the disk: a copy is made of what SQLite still has in memory, too.
    if (isDamagedFile(this.#store.db.name)) return this.#tellDamage();
    this.#backingUp = backUp(this.#store.db, dataDir, backups)
      .then(
        () => {
          this.#backupFailure = null;
          this.#backups = backupsOf(dataDir).length;
        },
        (error: unknown) => {
          this.#backupFailure = failureOf(error) ?? { kind: 'internal', detail: String(error) };
        },
      )
      .then(() => void (this.#backingUp = null));
  }

  #tellDamage(): void {
    this.#isDamaged = true;
    const { resolve } = this.#foundDamaged;
    this.#foundDamaged = Promise.withResolvers();
    resolve();
  }
}

function openLocked({ dataDir, busyTimeoutMs }: LibraryOptions) {
  mkdirSync(dataDir, { recursive: true });
  // Before anything is looked at: whoever has the lock may be in the middle of something.
  const lock = lockFolder(dataDir);
  try {
    return { ...openDatabase(dataDir, busyTimeoutMs), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function notOpen(): never {
  throw new Error('not open');
}

function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return fail(failure.kind, failure.detail);
  }
}
