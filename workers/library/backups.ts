import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DamagedDatabase, isDamage } from './sqlite-errors.ts';

export const BACKUP_FOLDER = 'sauvegardes';

const NAME = /^utilisateur-(\d+)-[\dT-]+\.sqlite$/;
const UNFINISHED = /\.(partiel|partiel-journal|partiel-wal|partiel-shm)$/;

/** Backups of a data folder, newest first. They are counted: dates would lie after a change of the clock. */
export function backupsOf(dataDir: string): string[] {
  const folder = join(dataDir, BACKUP_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort((a, b) => numberOf(b) - numberOf(a));
}

/** Throws DamagedDatabase, or what SQLite throws, unless the file is a sound database. */
export function checkIntegrity(db: Database.Database): void {
  const found = db.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') throw new DamagedDatabase(String(found));
}

/** Whether a database is damaged on the disk, read anew, whatever a connection that has it open remembers; one that cannot be read now is not. */
export function isDamagedFile(path: string): boolean {
  try {
    checkOnDisk(path);
    return false;
  } catch (error) {
    return isDamage(error);
  }
}

/**
 * Copies the database while it is being used, checks the copy, and only then gives it its name and removes the oldest beyond `kept`.
 * Throws what SQLite or the file system throws; the earlier backups are then still there.
 */
export async function backUp(db: Database.Database, dataDir: string, kept: number): Promise<void> {
  const folder = join(dataDir, BACKUP_FOLDER);
  mkdirSync(folder, { recursive: true });
  removeUnfinished(folder);
  const number = numberOf(backupsOf(dataDir)[0] ?? '') + 1;
  const name = `utilisateur-${String(number).padStart(4, '0')}-${timestamp(new Date())}.sqlite`;
  const partial = join(folder, `${name}.partiel`);
  try {
    await db.backup(partial);
    checkFile(partial);
    renameSync(partial, join(folder, name));
  } finally {
    removeUnfinished(folder);
  }
  for (const old of backupsOf(dataDir).slice(kept)) rmSync(join(folder, old), { force: true });
}

/** The newest backup that is sound, null when there is none. */
export function newestSound(dataDir: string): string | null {
  return backupsOf(dataDir).find((name) => isSound(join(dataDir, BACKUP_FOLDER, name))) ?? null;
}

/**
 * Whether a backup should be made now: there is none, or the newest is older than `everyMs`, or comes from the future, which means that
 * the clock cannot be trusted.
 */
export function isBackupDue(newestAt: number | null, now: number, everyMs: number): boolean {
  return newestAt === null || newestAt > now || now - newestAt >= everyMs;
}

/** When the newest backup was written, in milliseconds since the epoch. */
export function newestAt(dataDir: string): number | null {
  const [newest] = backupsOf(dataDir);
  return newest === undefined ? null : statSync(join(dataDir, BACKUP_FOLDER, newest)).mtimeMs;
}

/** "2026-11-23T17-15-00", usable in a file name on every system. */
export const timestamp = (date: Date): string => date.toISOString().slice(0, 19).replaceAll(':', '-');

const numberOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0);

/** A copy carries the journal mode of its original: opened for writing, so that no log stays beside it. */
function checkFile(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
    checkIntegrity(db);
  } finally {
    db.close();
  }
}

function checkOnDisk(path: string): void {
  const db = new Database(path, { readonly: true });
  try {
    checkIntegrity(db);
  } finally {
    db.close();
  }
}

function isSound(path: string): boolean {
  try {
    checkOnDisk(path);
    return true;
  } catch {
    return false;
  }
}

function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (UNFINISHED.test(name)) rmSync(join(folder, name), { force: true });
}
