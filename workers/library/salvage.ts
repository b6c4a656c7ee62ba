import Database from 'better-sqlite3';

/**
 * What can still be read of the waiting questions in a damaged database goes into the one that took its place, instead of the older
 * ones of the backup; when nothing can be read, those stay: a question asked twice is better than one that is lost.
 */
export function salvage(damaged: string, db: Database.Database): void {
  const rows = readable(damaged);
  if (!rows) return;
  db.transaction(() => {
    db.exec('DELETE FROM question');
    const insert = db.prepare(
      'INSERT OR IGNORE INTO question (id, run, question, source, explain, bulk, attempts) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const row of rows) insert.run(...row);
  })();
}

function readable(damaged: string): unknown[][] | null {
  try {
    const db = new Database(damaged, { readonly: true });
    try {
      return db
        .prepare<[], unknown[]>('SELECT id, run, question, source, explain, bulk, attempts FROM question ORDER BY sequence')
        .raw()
        .all();
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
