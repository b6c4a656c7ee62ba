import Database from 'better-sqlite3';
import { analyse, contentTokens, type Token } from '../analysis/analyser.ts';
import { intitulesComplets, type PlanComptes } from '../comptabilite/plan-comptes.ts';
import type { IndexDocument } from '../indexing/documents.ts';
import type { IndexPassage } from '../indexing/passages.ts';
import type { LexiconRows } from '../lexicon/build-lexicon.ts';
import { END_OF_NAME, packTerms } from './packed-terms.ts';
import { FTS_COLUMNS, SCHEMA } from './schema.ts';
import { INDEX_SQL } from './statements.ts';

/** A document with its passages; passage ids are given in this order, from 1. */
export interface DocumentWithPassages {
  document: IndexDocument;
  passages: IndexPassage[];
}

const NO_ROWS: LexiconRows = { words: [], phrases: [] };

/** Writes a new database at `path`. The same input gives the same bytes. */
export function writeDatabase(path: string, entries: DocumentWithPassages[], plan: PlanComptes, lexicon = NO_ROWS): void {
  const db = new Database(path);
  try {
    db.exec(SCHEMA);
    db.transaction(() => {
      writeComptes(db, plan);
      writeDocuments(db, entries);
      writeLexicon(db, lexicon);
      db.exec(`INSERT INTO document_fts(document_fts) VALUES ('optimize')`);
    })();
    db.exec('VACUUM');
  } finally {
    db.close();
  }
}

function writeComptes(db: Database.Database, plan: PlanComptes): void {
  const insert = db.prepare('INSERT INTO compte VALUES (?, ?, ?, ?)');
  const complets = intitulesComplets(plan);
  for (const { numero, intitule, statut, parent } of plan.values()) {
    insert.run(numero, complets.get(numero) ?? intitule, statut, parent);
  }
}

function writeLexicon(db: Database.Database, { words, phrases }: LexiconRows): void {
  const insertWord = db.prepare('INSERT INTO lexicon_word VALUES (?, ?, ?, ?)');
  for (const { exact, form, key, documents } of words) insertWord.run(exact, form, key, documents);
  const insertPhrase = db.prepare('INSERT INTO lexicon_phrase VALUES (?, ?, ?)');
  for (const { kind, written, meant } of phrases) insertPhrase.run(kind, written, meant);
}

function writeDocuments(db: Database.Database, entries: DocumentWithPassages[]): void {
  const insertDocument = db.prepare('INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertExcerpt = db.prepare('INSERT INTO excerpt VALUES (?, ?, ?)');
  const insertTerms = db.prepare(
    `INSERT INTO document_fts(rowid, ${FTS_COLUMNS.join(', ')}) VALUES (?, ${FTS_COLUMNS.map(() => '?').join(', ')})`,
  );
  const insertLengths = db.prepare('INSERT INTO field_length VALUES (?, ?, ?, ?, ?)');
  const terms = new Map<string, number>();
  entries.forEach(({ document, passages }, at) => {
    const id = at + 1;
    const { key, kind, title, reference, words, questions, body, comptes, data } = document;
    const fields = [title, words.join('\n'), questions.join('\n'), body].map(analyse);
    const named = packTerms(
      [title, ...words, ...questions].flatMap((name) => [...numbered(terms, nameTokens(name)), END_OF_NAME]),
    );
    const bodied = packTerms([...new Set(numbered(terms, fields.slice(-1).flat()))].sort((a, b) => a - b));
    const lists = [JSON.stringify(comptes), passages.length, JSON.stringify(data)];
    insertDocument.run(id, key, kind, title, reference, ...lists, named, bodied, body);
    [...new Set(passages.map(({ text }) => text))].forEach((text, number) => insertExcerpt.run(id, number, text));
    insertTerms.run(id, ...fields.map(stems), ...fields.map(exacts));
    insertLengths.run(id, ...fields.map((tokens) => tokens.length));
  });
  writeTerms(db, terms);
}

function writeTerms(db: Database.Database, terms: ReadonlyMap<string, number>): void {
  const frequency = db.prepare<[string], number>(INDEX_SQL.frequency).pluck();
  const insert = db.prepare('INSERT INTO term VALUES (?, ?, ?)');
  for (const [stem, id] of terms) insert.run(id, stem, frequency.get(stem) ?? 0);
}

/** The words of a name that count. */
const nameTokens = (name: string): Token[] => contentTokens(analyse(name));

/** The numbers of words' stems; a new stem gets the next one. */
function numbered(terms: Map<string, number>, tokens: Token[]): number[] {
  return tokens.map(({ stem }) => {
    const id = terms.get(stem) ?? terms.size + 1;
    terms.set(stem, id);
    return id;
  });
}

const stems = (tokens: Token[]): string => tokens.map((token) => token.stem).join(' ');

const exacts = (tokens: Token[]): string => tokens.map((token) => token.exact).join(' ');
