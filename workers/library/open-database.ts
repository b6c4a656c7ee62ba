import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { LIBRARY_FILE, type Recovery } from '../../core/library/contract.ts';
import { BACKUP_FOLDER, backupsOf, checkIntegrity, newestSound, timestamp } from './backups.ts';
import { migrate } from './schema.ts';
import { DamagedDatabase, isDamage } from './sqlite-errors.ts';
import { salvage } from './salvage.ts';

/** SQLite's own files beside a database. */
const BESIDE = ['', '-wal', '-shm'];

export interface OpenedDatabase {
  db: Database.Database;
  recovery: Recovery | null;
}

/**
 * Opens the user's database for writing, checked in full and brought to the present version. A damaged one is put aside under a name
 * with the date, and the newest sound backup, or a new database, takes its place. Throws ExpectedFailure, or what SQLite or the file
 * system throws.
 */
export function openDatabase(dataDir: string, busyTimeoutMs: number): OpenedDatabase {
  const path = join(dataDir, LIBRARY_FILE);
  try {
    return { db: openChecked(path, dataDir, busyTimeoutMs), recovery: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return recover(dataDir, busyTimeoutMs);
  }
}

/** Puts the damaged database aside and opens what takes its place. Nobody may have it open for writing. */
export function recover(dataDir: string, busyTimeoutMs: number): OpenedDatabase {
  const path = join(dataDir, LIBRARY_FILE);
  const aside = putAside(dataDir, path);
  const backup = newestSound(dataDir);
  if (backup !== null) restore(join(dataDir, BACKUP_FOLDER, backup), path);
  const db = openChecked(path, null, busyTimeoutMs);
  salvage(join(dataDir, aside), db);
  return { db, recovery: { aside, backup: backup === null ? null : `${BACKUP_FOLDER}/${backup}` } };
}

/** `dataDir` null: an empty file is a new database. */
function openChecked(path: string, dataDir: string | null, busyTimeoutMs: number): Database.Database {
  // A database that was cut to nothing looks like one that has not begun.
  const isEmpty = existsSync(path) && statSync(path).size === 0;
  if (isEmpty && dataDir !== null && backupsOf(dataDir).length > 0) throw new DamagedDatabase('empty');
  const db = new Database(path, { timeout: busyTimeoutMs });
  try {
    checkIntegrity(db);
    db.pragma('journal_mode = WAL');
    // A crash of the application loses nothing; a power cut may lose the last moments, but damages nothing.
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function putAside(dataDir: string, path: string): string {
  const stem = `utilisateur-abime-${timestamp(new Date())}`;
  let aside = `${stem}.sqlite`;
  for (let count = 2; existsSync(join(dataDir, aside)); count++) aside = `${stem}-${count}.sqlite`;
  for (const end of BESIDE) if (existsSync(path + end)) renameSync(path + end, join(dataDir, aside) + end);
  return aside;
}

/** Under another name first: half a copy must never look like the database. */
function restore(backup: string, path: string): void {
  const partial = `${path}.partiel`;
  rmSync(partial, { force: true });
  copyFileSync(backup, partial);
  renameSync(partial, path);
}
