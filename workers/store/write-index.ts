import Database from 'better-sqlite3';
import { analyse, contentTokens, type Token } from '../analysis/analyser.ts';
import { intitulesComplets, type PlanComptes } from '../comptabilite/plan-comptes.ts';
import type { IndexDocument } from '../indexing/documents.ts';
import type { IndexPassage } from '../indexing/passages.ts';
import type { LexiconRows } from '../lexicon/build-lexicon.ts';
import { FTS_COLUMNS, SCHEMA } from './schema.ts';

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
  const insertDocument = db.prepare('INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertPassage = db.prepare('INSERT INTO passage (document_id, text) VALUES (?, ?)');
  const insertTerms = db.prepare(
    `INSERT INTO document_fts(rowid, ${FTS_COLUMNS.join(', ')}) VALUES (?, ${FTS_COLUMNS.map(() => '?').join(', ')})`,
  );
  const insertLengths = db.prepare('INSERT INTO field_length VALUES (?, ?, ?, ?, ?)');
  entries.forEach(({ document, passages }, at) => {
    const id = at + 1;
    const { key, kind, title, reference, words, questions, body, comptes, data } = document;
    const lists = [JSON.stringify(words), JSON.stringify(questions)];
    const fields = [title, words.join('\n'), questions.join('\n'), body].map(analyse);
    const names = [title, ...words, ...questions].map((name) => stems(contentTokens(analyse(name))));
    const stemLists = [names.join('\n'), distinctStems(fields.slice(-1).flat())];
    insertDocument.run(
      id,
      key,
      kind,
      title,
      reference,
      ...lists,
      body,
      JSON.stringify(comptes),
      JSON.stringify(data),
      ...stemLists,
    );
    for (const passage of passages) insertPassage.run(id, passage.text);
    insertTerms.run(id, ...fields.map(stems), ...fields.map(exacts));
    insertLengths.run(id, ...fields.map((tokens) => tokens.length));
  });
}

const stems = (tokens: Token[]): string => tokens.map((token) => token.stem).join(' ');

const exacts = (tokens: Token[]): string => tokens.map((token) => token.exact).join(' ');

const distinctStems = (tokens: Token[]): string => [...new Set(tokens.map((token) => token.stem))].join(' ');
