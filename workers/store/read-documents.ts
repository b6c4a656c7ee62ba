import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { DocumentData, DocumentKind, IndexDocument } from '../indexing/documents.ts';
import { END_OF_NAME, namesIn, unpackTerms } from './packed-terms.ts';
import { INDEX_SQL } from './statements.ts';

/** A document as read from the index. What it says is read apart, of the few that are shown. */
export interface StoredDocument extends Omit<IndexDocument, 'words' | 'questions' | 'body'> {
  id: number;
  /** Terms of the title, of each everyday word and of each question, in this order and that of the words; 0 ends each. Stop words are left out. */
  names: Uint32Array;
  /** Distinct terms of the body, ascending. */
  bodyTerms: Uint32Array;
  /** Stems of the title, without stop words. */
  titleStems: readonly string[];
}

/** The stems of an index by number, from 1. */
export interface Terms {
  /** 0 for a stem that no name and no body has. */
  idOf: (stem: string) => number;
  stemOf: (id: number) => string;
  /** How many documents have each, as stem or as it is written: `documents[id]`. */
  documents: Uint32Array;
}

/** Documents kept as objects: some thousand. Each question looks at a hundred, and mostly at the same as others. */
const DOCUMENTS_KEPT_BYTES = 8 * 2 ** 20;
/** What an object takes besides its terms, about. */
const DOCUMENT_BYTES = 1_500;

/** Frequencies and numbers of stems kept, each: some hundred kilobytes. */
const STEMS_KEPT = 5_000;

/** The terms of an index. */
export function termsOf(db: Database.Database): Terms {
  const stem = db.prepare<[number], string>(INDEX_SQL.stem).pluck();
  return {
    idOf: numberReader(db.prepare<[string], number>(INDEX_SQL.termId).pluck()),
    stemOf: (id) => stem.get(id) ?? '',
    documents: Uint32Array.from([0, ...db.prepare<[], number>('SELECT documents FROM term ORDER BY id').pluck().all()]),
  };
}

/** Whether one of a document's names has this stem. */
export function isNamed({ names }: StoredDocument, stem: string, { idOf }: Terms): boolean {
  const id = idOf(stem);
  return id !== END_OF_NAME && names.includes(id);
}

interface DocumentRow {
  id: number;
  key: string;
  kind: string;
  title: string;
  reference: string;
  comptes: string;
  data: string;
  names: Buffer;
  body_terms: Buffer;
}

/** Reads documents by id; those read last are kept. */
export function documentReader(db: Database.Database, { stemOf }: Terms): (id: number) => StoredDocument | undefined {
  const byId = db.prepare<[number], DocumentRow>(INDEX_SQL.document);
  const known = new LRUCache<number, StoredDocument>({
    maxSize: DOCUMENTS_KEPT_BYTES,
    sizeCalculation: ({ names, bodyTerms }) => names.byteLength + bodyTerms.byteLength + DOCUMENT_BYTES,
  });
  return (id) => {
    const kept = known.get(id);
    const row = kept ? undefined : byId.get(id);
    if (!row) return kept;
    const document = toDocument(row, stemOf);
    known.set(id, document);
    return document;
  };
}

function toDocument({ body_terms, ...columns }: DocumentRow, stemOf: Terms['stemOf']): StoredDocument {
  const names = unpackTerms(columns.names);
  return {
    ...columns,
    names,
    bodyTerms: unpackTerms(body_terms),
    titleStems: namesIn(names.subarray(0, names.indexOf(END_OF_NAME) + 1), stemOf)[0] ?? [],
    kind: columns.kind as DocumentKind,
    comptes: JSON.parse(columns.comptes) as string[],
    data: JSON.parse(columns.data) as DocumentData,
  };
}

/** Reads the number that belongs to a text, 0 where there is none; those read last are kept. */
export function numberReader(statement: Database.Statement<[string], number>): (text: string) => number {
  const known = new LRUCache<string, number>({ max: STEMS_KEPT });
  return (text) => {
    const found = known.get(text) ?? statement.get(text) ?? 0;
    known.set(text, found);
    return found;
  };
}
