import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { SqliteOptions } from '../../core/contract.ts';
import type { Compte } from '../comptabilite/plan-comptes.ts';
import { openLexicon, type Lexicon } from '../lexicon/lexicon.ts';
import { lexiconPhrases, lexiconWords } from './read-lexicon.ts';
import { documentReader, numberReader, termsOf, type StoredDocument, type Terms } from './read-documents.ts';
import { FTS_COLUMNS, TEXT_FIELDS } from './schema.ts';
import { INDEX_SQL } from './statements.ts';
import type { DocumentKind } from '../indexing/documents.ts';

/**
 * Places of one term, a number each: `documentId * COLUMN_SLOTS + column`, ascending, once for each time the term stands there.
 * `column` counts FTS_COLUMNS from 0. Packed because a row object per place would take longer than the search itself.
 */
export type Places = Uint32Array;

export const COLUMN_SLOTS = FTS_COLUMNS.length;

/** Lengths of the text fields, in words. */
export interface FieldLengths {
  documents: number;
  largestId: number;
  /** By `documentId * TEXT_FIELDS.length + field`. */
  words: Uint32Array;
  /** Mean over all documents, by field; at least 1. */
  average: number[];
}

/**
 * Places kept in memory, over all terms; two megabytes. The words that stand in many places take longest to read, and they
 * are the ones that question after question has.
 */
const PLACES_KEPT = 500_000;

/** Sizes for scripts and tests, which have no configuration. */
const DEFAULT_SIZES: SqliteOptions = { mmapMb: 64, cacheMb: 8 };

/** Read-only access to one index database; statements are prepared once. */
export interface IndexStore {
  /** Where a term stands, as stem or as exact form. Any text may be asked for: it is not FTS5 syntax. */
  places(term: string): Places;
  fieldLengths(): FieldLengths;
  /** Number of documents that contain a term (stem or exact form). */
  documentFrequency(term: string): number;
  documentCount(): number;
  /** What a document is, without reading it. */
  kindOf(id: number): DocumentKind;
  document(id: number): StoredDocument | undefined;
  documentByKey(key: string): StoredDocument | undefined;
  /** What a document says; empty for one that is not there. */
  body(id: number): string;
  terms: Terms;
  /** Document of every passage: `documentOf[passageId]`. */
  documentOfPassages(): Int32Array;
  /** The pieces of a document's body. */
  excerpts(documentId: number): string[];
  /** Documents that cite a place, for example "AUDCIF, art. 45". */
  citing(reference: string): number[];
  compte(numero: string): Compte | undefined;
  /** Number of documents other than accounts that speak of an account. */
  sheetsOf(numero: string): number;
  /** What questions are read with. */
  lexicon: Lexicon;
  close(): void;
}

/** Opens a finished index. Throws what SQLite throws when the file is not one. */
export function openIndexStore(path: string, options?: SqliteOptions): IndexStore {
  const db = openReadOnly(path, options);
  const places = placesReader(db);
  const lengths = fieldLengths(db);
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM document').get()?.n ?? 0;
  const terms = termsOf(db);
  const document = documentReader(db, terms);
  const kinds = kindsOf(db);
  const sheets = sheetCounts(db);
  const idByKey = db.prepare<[string], number>(INDEX_SQL.documentId).pluck();
  const citing = citationsOf(db);
  const body = db.prepare<[number], string>(INDEX_SQL.body).pluck();
  const excerpts = db.prepare<[number], string>(INDEX_SQL.excerpts).pluck();
  const compte = db.prepare<[string], Compte>(INDEX_SQL.compte);
  return {
    places,
    fieldLengths: () => lengths,
    documentFrequency: numberReader(db.prepare<[string], number>(INDEX_SQL.frequency).pluck()),
    documentCount: () => count,
    kindOf: (id) => kinds[id] ?? 'texte',
    document,
    documentByKey: (key) => document(idByKey.get(key) ?? 0),
    body: (id) => body.get(id) ?? '',
    terms,
    documentOfPassages: () => documentOfPassages(db),
    excerpts: (documentId) => excerpts.all(documentId),
    citing: (reference) => citing.get(reference) ?? [],
    compte: (numero) => compte.get(numero),
    sheetsOf: (numero) => sheets.get(numero) ?? 0,
    lexicon: openLexicon(lexiconWords(db), lexiconPhrases(db)),
    close: () => void db.close(),
  };
}

/** A connection that cannot write, sized as configured. */
export function openReadOnly(path: string, { mmapMb, cacheMb }: SqliteOptions = DEFAULT_SIZES): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma('query_only = ON');
  db.pragma(`mmap_size = ${mmapMb * 2 ** 20}`);
  // Negative: in KiB instead of pages.
  db.pragma(`cache_size = ${-cacheMb * 1024}`);
  return db;
}

function placesReader(db: Database.Database): IndexStore['places'] {
  const places = db.prepare<[string], number>(INDEX_SQL.places).pluck();
  const known = new LRUCache<string, Places>({ maxSize: PLACES_KEPT, sizeCalculation: (found) => found.length + 1 });
  return (term) => {
    const found = known.get(term) ?? Uint32Array.from(places.all(term));
    known.set(term, found);
    return found;
  };
}

/** Documents by each place they cite. A reference names several places with " ; " between them. */
function citationsOf(db: Database.Database): Map<string, number[]> {
  const rows = db.prepare<[], { id: number; reference: string }>('SELECT id, reference FROM document ORDER BY id').all();
  const citing = new Map<string, number[]>();
  for (const { id, reference } of rows)
    for (const place of new Set(reference.split(' ; '))) citing.set(place, [...(citing.get(place) ?? []), id]);
  return citing;
}

/** Kinds by document id; ids count from 1. */
function kindsOf(db: Database.Database): DocumentKind[] {
  const rows = db.prepare<[], { id: number; kind: string }>('SELECT id, kind FROM document').all();
  const kinds: DocumentKind[] = [];
  for (const { id, kind } of rows) kinds[id] = kind as DocumentKind;
  return kinds;
}

function sheetCounts(db: Database.Database): Map<string, number> {
  const rows = db.prepare<[], { comptes: string }>(`SELECT comptes FROM document WHERE kind <> 'compte'`).all();
  const counts = new Map<string, number>();
  for (const { comptes } of rows)
    for (const numero of JSON.parse(comptes) as string[]) counts.set(numero, (counts.get(numero) ?? 0) + 1);
  return counts;
}

function documentOfPassages(db: Database.Database): Int32Array {
  const rows = db.prepare<[], { id: number; passages: number }>('SELECT id, passages FROM document ORDER BY id').all();
  const map = new Int32Array(rows.reduce((sum, { passages }) => sum + passages, 1));
  let next = 1;
  for (const { id, passages } of rows) {
    map.fill(id, next, next + passages);
    next += passages;
  }
  return map;
}

function fieldLengths(db: Database.Database): FieldLengths {
  const rows = db
    .prepare<[], number[]>(`SELECT document_id, ${TEXT_FIELDS.join(', ')} FROM field_length ORDER BY document_id`)
    .raw()
    .all();
  const largestId = rows.at(-1)?.[0] ?? 0;
  const words = new Uint32Array((largestId + 1) * TEXT_FIELDS.length);
  for (const [id = 0, ...lengths] of rows) words.set(lengths, id * TEXT_FIELDS.length);
  const average = TEXT_FIELDS.map((_, field) => {
    const sum = rows.reduce((total, row) => total + (row[field + 1] ?? 0), 0);
    return Math.max(1, sum / Math.max(1, rows.length));
  });
  return { documents: rows.length, largestId, words, average };
}
