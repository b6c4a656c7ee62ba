/** Raised whenever the tables or the files of an index change. */
export const INDEX_FORMAT = 1;

/**
 * The bundled index. `document_fts` holds no text of its own (contentless): each column is a document's words already
 * analysed, joined by spaces; the tokenizer only splits them again. The first four columns are stems, `exact` the words.
 */
export const SCHEMA = `
  PRAGMA journal_mode = DELETE;
  PRAGMA page_size = 4096;
  CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    reference TEXT NOT NULL,
    words TEXT NOT NULL,
    questions TEXT NOT NULL,
    body TEXT NOT NULL,
    comptes TEXT NOT NULL,
    data TEXT NOT NULL,
    head_stems TEXT NOT NULL,
    body_stems TEXT NOT NULL
  ) STRICT;
  CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id),
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX passage_document ON passage(document_id);
  CREATE TABLE compte (
    numero TEXT PRIMARY KEY,
    intitule TEXT NOT NULL,
    statut TEXT NOT NULL,
    parent TEXT REFERENCES compte(numero)
  ) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE document_fts USING fts5(
    title, words, questions, body, exact,
    content = '', tokenize = "unicode61 remove_diacritics 0 tokenchars '-'''"
  );
  CREATE VIRTUAL TABLE document_terms USING fts5vocab(document_fts, row);
`;

/** File names inside an index folder. */
export const DATABASE_FILE = 'ohada.sqlite';
export const VECTORS_FILE = 'vectors.hnsw';
export const MANIFEST_FILE = 'manifest.json';
