import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { SqliteOptions } from '../../core/contract.ts';
import type { Compte } from '../comptabilite/plan-comptes.ts';
import { openLexicon, type Lexicon } from '../lexicon/lexicon.ts';
import { lexiconPhrases, lexiconWords } from './read-lexicon.ts';
import { FTS_COLUMNS, TEXT_FIELDS } from './schema.ts';
import { INDEX_SQL } from './statements.ts';
import type { DocumentData, DocumentKind, IndexDocument } from '../indexing/documents.ts';

/** A document as read from the index. */
export interface StoredDocument extends IndexDocument {
  id: number;
  /** Stems of the title, of each everyday word and of each question, in this order and that of the words; stop words left out. */
  names: readonly (readonly string[])[];
  /** Distinct stems of the body. */
  bodyStems: ReadonlySet<string>;
}

/**
 * Places of one term, a number each: `documentId * COLUMN_SLOTS + column`, ascending, once for each time the term stands there.
 * `column` counts FTS_COLUMNS from 0. Packed because a row object per place would take longer than the search itself.
 */
export type Places = readonly number[];

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
 * Places kept in memory, over all terms; some megabytes. The words that stand in many places take longest to read, and they
 * are the ones that question after question has.
 */
const PLACES_KEPT = 500_000;

/** Documents kept as objects; some megabytes. The same few hundred come up as candidates again and again. */
const DOCUMENTS_KEPT = 500;

const FREQUENCIES_KEPT = 10_000;

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
  /** Document of every passage: `documentOf[passageId]`. */
  documentOfPassages(): Int32Array;
  passageTexts(documentId: number): string[];
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
  const byId = db.prepare<[number], DocumentRow>(INDEX_SQL.document);
  const document = remembered(DOCUMENTS_KEPT, (id) => toDocument(byId.get(id)));
  const kinds = kindsOf(db);
  const sheets = sheetCounts(db);
  const idByKey = db.prepare<[string], number>(INDEX_SQL.documentId).pluck();
  const citing = citationsOf(db);
  const texts = db.prepare<[number], { text: string }>(INDEX_SQL.passageTexts);
  const compte = db.prepare<[string], Compte>(INDEX_SQL.compte);
  return {
    places,
    fieldLengths: () => lengths,
    documentFrequency: frequencyReader(db),
    documentCount: () => count,
    kindOf: (id) => kinds[id] ?? 'texte',
    document,
    documentByKey: (key) => document(idByKey.get(key) ?? 0),
    documentOfPassages: () => documentOfPassages(db),
    passageTexts: (documentId) => texts.all(documentId).map((row) => row.text),
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
    const found = known.get(term) ?? places.all(term);
    known.set(term, found);
    return found;
  };
}

/** Every name of every candidate is weighed word by word, so the frequencies asked for are kept: a few hundred kilobytes. */
function frequencyReader(db: Database.Database): IndexStore['documentFrequency'] {
  const frequency = db.prepare<[string], number>(INDEX_SQL.frequency).pluck();
  const known = new LRUCache<string, number>({ max: FREQUENCIES_KEPT });
  return (term) => {
    const found = known.get(term) ?? frequency.get(term) ?? 0;
    known.set(term, found);
    return found;
  };
}

/** Keeps the last `max` results that are not undefined. */
function remembered<T extends object>(max: number, read: (id: number) => T | undefined): (id: number) => T | undefined {
  const known = new LRUCache<number, T>({ max });
  return (id) => {
    const found = known.get(id) ?? read(id);
    if (found) known.set(id, found);
    return found;
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
  name_stems: string;
  body_stems: string;
}

function toDocument(row: DocumentRow | undefined): StoredDocument | undefined {
  if (!row) return undefined;
  const { name_stems, body_stems, ...columns } = row;
  return {
    ...columns,
    names: name_stems.split('\n').map((name) => name.split(' ')),
    bodyStems: new Set(body_stems.split(' ')),
    kind: row.kind as DocumentKind,
    words: JSON.parse(row.words) as string[],
    questions: JSON.parse(row.questions) as string[],
    comptes: JSON.parse(row.comptes) as string[],
    data: JSON.parse(row.data) as DocumentData,
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
  const rows = db
    .prepare<[], { id: number; document: number }>('SELECT id, document_id AS document FROM passage ORDER BY id')
    .all();
  const map = new Int32Array((rows.at(-1)?.id ?? 0) + 1);
  for (const { id, document } of rows) map[id] = document;
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
