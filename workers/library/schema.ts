import type Database from 'better-sqlite3';
import { ExpectedFailure } from '../../core/failures.ts';

/**
 * Steps from an empty database to the present one; `user_version` counts those taken. Steps are only ever added.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE question (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run TEXT NOT NULL,
    question TEXT NOT NULL,
    source TEXT NOT NULL,
    explain INTEGER NOT NULL,
    bulk INTEGER NOT NULL,
    attempts INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE vector (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    vector BLOB NOT NULL,
    checksum INTEGER NOT NULL
  ) STRICT;
`,
];

/** Brings a database to the present version, each step whole or not at all. Throws ExpectedFailure library_newer. */
export function migrate(db: Database.Database, steps: readonly string[] = MIGRATIONS): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > steps.length) throw new ExpectedFailure('library_newer', `${version}`);
  for (const [at, sql] of steps.entries()) {
    if (at < version) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${at + 1}`);
    })();
  }
}
