import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ExpectedFailure } from '../../core/failures.ts';

const LOCK_FILE = 'utilisateur.verrou';

/**
 * Makes this process the only writer of a data folder, for as long as it lives: the operating system takes the lock back with the
 * process, however that ends. Throws ExpectedFailure library_busy, and what SQLite throws when the folder cannot be written.
 */
export function lockFolder(dataDir: string): { release(): void } {
  const db = new Database(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    // No journal on disk, which would stay behind: nothing is ever written.
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw new ExpectedFailure('library_busy');
    throw error;
  }
  return { release: () => void db.close() };
}
