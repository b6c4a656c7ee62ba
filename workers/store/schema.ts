/** Raised whenever the tables, the files or the passages of an index change. */
export const INDEX_FORMAT = 8;

/** What is searched of a document, in this order. */
export const TEXT_FIELDS = ['title', 'words', 'questions', 'body'] as const;

export type TextField = (typeof TEXT_FIELDS)[number];

/** Columns of the full-text index: each field's stems, then each field's words as they are written. */
export const FTS_COLUMNS = [...TEXT_FIELDS, ...TEXT_FIELDS.map((field) => `exact_${field}` as const)] as const;

/**
 * The bundled index. `document_fts` holds no text of its own (contentless): each column is a document's words already
 * analysed, joined by spaces; the tokenizer only splits them again. `field_length` has the number of words in
 * each field; `document_terms` and `document_words` show what FTS5 itself holds: how many documents have a term, and
 * each place where it stands. `term` numbers the stems from 1 and says how many documents have each as stem or as it is written;
 * a document's `names` and `body_terms` are such numbers (packed-terms.ts). Its passages have the ids after those of the
 * documents before it; what they show is in `excerpt`, each text once. `lexicon_word` and `lexicon_phrase` are what
 * questions are read with (workers/lexicon).
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
    comptes TEXT NOT NULL,
    passages INTEGER NOT NULL,
    data TEXT NOT NULL,
    names BLOB NOT NULL,
    body_terms BLOB NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    stem TEXT NOT NULL UNIQUE,
    documents INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE excerpt (
    document_id INTEGER NOT NULL REFERENCES document(id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE compte (
    numero TEXT PRIMARY KEY,
    intitule TEXT NOT NULL,
    statut TEXT NOT NULL,
    parent TEXT REFERENCES compte(numero)
  ) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE document_fts USING fts5(
    ${FTS_COLUMNS.join(', ')},
    content = '', tokenize = "unicode61 remove_diacritics 0 tokenchars '-'''"
  );
  CREATE VIRTUAL TABLE document_terms USING fts5vocab(document_fts, row);
  CREATE VIRTUAL TABLE document_words USING fts5vocab(document_fts, instance);
  CREATE TABLE field_length (
    document_id INTEGER PRIMARY KEY REFERENCES document(id),
    title INTEGER NOT NULL,
    words INTEGER NOT NULL,
    questions INTEGER NOT NULL,
    body INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE lexicon_word (
    exact TEXT PRIMARY KEY,
    form TEXT NOT NULL,
    key TEXT NOT NULL,
    documents INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX lexicon_word_key ON lexicon_word(key);
  CREATE TABLE lexicon_phrase (
    kind TEXT NOT NULL,
    written TEXT NOT NULL,
    meant TEXT NOT NULL,
    PRIMARY KEY (kind, written)
  ) STRICT, WITHOUT ROWID;
`;

/** File names inside an index folder. */
export const DATABASE_FILE = 'ohada.sqlite';
export const VECTORS_FILE = 'vectors.hnsw';
export const MANIFEST_FILE = 'manifest.json';
