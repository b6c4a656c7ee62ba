/** Everything the library worker and the readers of its database ask again and again. */
export const LIBRARY_SQL = {
  settle: 'DELETE FROM question WHERE id = ?',
  accept:
    'INSERT INTO question (id, run, question, source, explain, bulk, attempts) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  keepVector: 'INSERT INTO vector (key, vector, checksum) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING',
  dropOldVectors: 'DELETE FROM vector WHERE number <= (SELECT max(number) FROM vector) - ?',
  vector: 'SELECT vector, checksum FROM vector WHERE key = ?',
} as const;
