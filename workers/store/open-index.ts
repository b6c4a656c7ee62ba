import Database from 'better-sqlite3';
import type { Compte } from '../comptabilite/plan-comptes.ts';
import type { DocumentData, DocumentKind, IndexDocument } from '../indexing/documents.ts';

/** A document as read from the index. */
export interface StoredDocument extends IndexDocument {
  id: number;
  /** Distinct stems of title, everyday words and questions. */
  headStems: ReadonlySet<string>;
  /** Distinct stems of the body. */
  bodyStems: ReadonlySet<string>;
}

/** Weight of each full-text column: title, words, questions, body (stems), exact. */
export type FieldWeights = readonly [title: number, words: number, questions: number, body: number, exact: number];

/** Read-only access to one index database; statements are prepared once. */
export interface IndexStore {
  /** Documents that match `match` (FTS5 syntax), best first; `score` is bm25, higher is better. */
  search(match: string, weights: FieldWeights, limit: number): { id: number; score: number }[];
  /** Number of documents that contain a term (stem or exact form). */
  documentFrequency(term: string): number;
  documentCount(): number;
  document(id: number): StoredDocument | undefined;
  documentByKey(key: string): StoredDocument | undefined;
  passage(id: number): { documentId: number; text: string } | undefined;
  /** Document of every passage: `documentOf[passageId]`. */
  documentOfPassages(): Int32Array;
  passageTexts(documentId: number): string[];
  compte(numero: string): Compte | undefined;
  close(): void;
}

/** Opens a finished index. Throws what SQLite throws when the file is not one. */
export function openIndexStore(path: string): IndexStore {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma('query_only = ON');
  db.pragma('mmap_size = 67108864');
  const search = db.prepare<[number, number, number, number, number, string, number], { id: number; score: number }>(
    'SELECT rowid AS id, -bm25(document_fts, ?, ?, ?, ?, ?) AS score FROM document_fts WHERE document_fts MATCH ? ORDER BY score DESC, rowid LIMIT ?',
  );
  const frequency = db.prepare<[string], { doc: number }>('SELECT doc FROM document_terms WHERE term = ?');
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM document').get()?.n ?? 0;
  const byId = db.prepare<[number], DocumentRow>('SELECT * FROM document WHERE id = ?');
  const byKey = db.prepare<[string], DocumentRow>('SELECT * FROM document WHERE key = ?');
  const passage = db.prepare<[number], { documentId: number; text: string }>(
    'SELECT document_id AS documentId, text FROM passage WHERE id = ?',
  );
  const texts = db.prepare<[number], { text: string }>('SELECT DISTINCT text FROM passage WHERE document_id = ? ORDER BY id');
  const compte = db.prepare<[string], Compte>('SELECT numero, intitule, statut, parent FROM compte WHERE numero = ?');
  return {
    search: (match, weights, limit) => search.all(...weights, match, limit),
    documentFrequency: (term) => frequency.get(term)?.doc ?? 0,
    documentCount: () => count,
    document: (id) => toDocument(byId.get(id)),
    documentByKey: (key) => toDocument(byKey.get(key)),
    passage: (id) => passage.get(id),
    documentOfPassages: () => documentOfPassages(db),
    passageTexts: (documentId) => texts.all(documentId).map((row) => row.text),
    compte: (numero) => compte.get(numero),
    close: () => void db.close(),
  };
}

interface DocumentRow {
  id: number;
  key: string;
  kind: string;
  title: string;
  reference: string;
  words: string;
  questions: string;
  body: string;
  comptes: string;
  data: string;
  head_stems: string;
  body_stems: string;
}

function toDocument(row: DocumentRow | undefined): StoredDocument | undefined {
  if (!row) return undefined;
  const { head_stems, body_stems, ...columns } = row;
  return {
    ...columns,
    headStems: new Set(head_stems.split(' ')),
    bodyStems: new Set(body_stems.split(' ')),
    kind: row.kind as DocumentKind,
    words: JSON.parse(row.words) as string[],
    questions: JSON.parse(row.questions) as string[],
    comptes: JSON.parse(row.comptes) as string[],
    data: JSON.parse(row.data) as DocumentData,
  };
}

function documentOfPassages(db: Database.Database): Int32Array {
  const rows = db
    .prepare<[], { id: number; document: number }>('SELECT id, document_id AS document FROM passage ORDER BY id')
    .all();
  const map = new Int32Array((rows.at(-1)?.id ?? 0) + 1);
  for (const { id, document } of rows) map[id] = document;
  return map;
}
