import { FTS_COLUMNS } from './schema.ts';

const columnNumber = `CASE col ${FTS_COLUMNS.map((name, at) => `WHEN '${name}' THEN ${at}`).join(' ')} END`;

/** What is asked of an index with every question. A test holds each against its query plan: none may read a table from end to end. */
export const INDEX_SQL = {
  document: 'SELECT id, key, kind, title, reference, comptes, data, names, body_terms FROM document WHERE id = ?',
  body: 'SELECT body FROM document WHERE id = ?',
  documentId: 'SELECT id FROM document WHERE key = ?',
  excerpts: 'SELECT text FROM excerpt WHERE document_id = ? ORDER BY number',
  termId: 'SELECT id FROM term WHERE stem = ?',
  stem: 'SELECT stem FROM term WHERE id = ?',
  compte: 'SELECT numero, intitule, statut, parent FROM compte WHERE numero = ?',
  places: `SELECT doc * ${FTS_COLUMNS.length} + ${columnNumber} FROM document_words WHERE term = ?`,
  frequency: 'SELECT doc FROM document_terms WHERE term = ?',
  word: 'SELECT * FROM lexicon_word WHERE exact = ?',
  wordsByKey: 'SELECT * FROM lexicon_word WHERE key = ? ORDER BY exact',
  wordsByLetter: 'SELECT * FROM lexicon_word WHERE exact >= ? AND exact < ? ORDER BY exact',
} as const;
