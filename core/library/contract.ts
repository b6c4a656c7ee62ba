import type { QuestionSource } from '../domain/question.ts';
import type { Failure, Result } from '../failures.ts';
import type { UsageApi } from '../monitoring/worker-usage.ts';

/** Bundle of the library worker, without extension. */
export const LIBRARY_WORKER_ENTRY = 'library.worker';

/** The user's database, in the folder of the user's data. */
export const LIBRARY_FILE = 'utilisateur.sqlite';

/** A question that was accepted and has no answer yet. */
export interface KeptQuestion {
  id: string;
  question: string;
  source: QuestionSource;
  explain: boolean;
  bulk: boolean;
  /** Times the application died while it was open. */
  attempts: number;
}

/** The vector of one text under one model. */
export interface KeptVector {
  /** SHA-256 in hexadecimal of model, analyser and text: see workers/embedding/kept-vectors.ts. */
  key: string;
  vector: Float32Array;
}

/** How the library worker is opened. */
export interface LibraryOptions {
  /** Folder of the user's data; made when it does not exist. */
  dataDir: string;
  /** Name of this run of the application: questions kept under another one are left over. */
  run: string;
  busyTimeoutMs: number;
  /** Vectors kept; the oldest go first. */
  vectors: number;
  /** Backups kept, 0 for none, and the time between two. */
  backups: number;
  backupEveryMs: number;
  /** The write-ahead log is folded into the database beyond this size, in MiB. */
  walMb: number;
}

/** A damaged database that was put aside; names are of files in the data folder. */
export interface Recovery {
  aside: string;
  /** The backup that took its place; null when there was none and a new database was begun. */
  backup: string | null;
}

/** How the database is. */
export interface LibraryReport {
  vectors: number;
  size_mb: number;
  wal_mb: number;
  backups: number;
  /** Why the last backup failed, null when it did not. */
  backup_failure: Failure | null;
}

export interface LibraryOpened {
  pid: number;
  /** Left over from earlier runs, in the order in which they were asked; now of this run. */
  questions: KeptQuestion[];
  recovery: Recovery | null;
  report: LibraryReport;
}

/** To be written in this order, all or nothing; applying them again changes nothing. */
export interface LibraryChanges {
  /** Ids of questions that are no longer waiting. */
  settled: string[];
  accepted: KeptQuestion[];
  vectors: KeptVector[];
}

/** The library worker: the only process that writes the user's database. */
export interface LibraryWorkerApi extends UsageApi {
  /** To be called once, first. Fails with library_busy, library_unwritable, library_full or library_newer. */
  open(options: LibraryOptions): Promise<Result<LibraryOpened>>;
  /** `recovery`: the database was found damaged meanwhile; what it held of this run has to be sent again. */
  apply(changes: LibraryChanges): Promise<Result<{ report: LibraryReport; recovery: Recovery | null }>>;
  /** Settles when a check, made before each backup, next finds the database damaged; the next `apply` then recovers it. */
  damaged(): Promise<void>;
  /** Folds the log into the database and ends all connections. */
  close(): Promise<void>;
}

export const LIBRARY_WORKER_METHODS = [
  'open',
  'apply',
  'damaged',
  'close',
  'usage',
] as const satisfies readonly (keyof LibraryWorkerApi)[];

/** What is known of the user's database, for status and monitoring. */
export interface LibraryStatus {
  /** `degraded`: it cannot be written now; questions are answered, and what is to be written is kept in memory. */
  state: 'starting' | 'open' | 'degraded';
  failure: Failure | null;
  pid: number | null;
  restarts: number;
  /** Accepted questions without an answer, and changes not written yet. */
  questions: number;
  unwritten: number;
  /** Vectors of questions found in the database, those computed anew, and the part found, 0 to 1. */
  vectors: { kept: number | null; hits: number; misses: number; hit_rate: number };
  report: LibraryReport | null;
  recovery: Recovery | null;
}
