import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseQuestionSet, type JudgedQuestion } from '../../core/quality/question-set.ts';
import { analyse, type Token } from '../../workers/analysis/analyser.ts';
import { understand, type Understanding } from '../../workers/answering/understand.ts';
import { readCorpus, sourceLexique } from '../../workers/corpus/read-corpus.ts';
import type { Terme } from '../../workers/corpus/terme.ts';
import { readDataset } from '../../workers/evaluation/dataset.ts';
import { documentsOf, type IndexDocument } from '../../workers/indexing/documents.ts';
import { passagesOf } from '../../workers/indexing/passages.ts';
import { buildLexicon, type LexiconRows } from '../../workers/lexicon/build-lexicon.ts';
import type { Retrieval } from '../../workers/retrieval/retrieve.ts';
import { openIndexStore, type IndexStore } from '../../workers/store/open-index.ts';
import { writeDatabase } from '../../workers/store/write-index.ts';
import type { PlanComptes } from '../../workers/comptabilite/plan-comptes.ts';
import { CORPUS_DIR, PROJECT } from '../lib/project.ts';
import { measureByIntent } from './measure-intents.ts';
import { measureByAnswer } from './measure-answers.ts';

/** A question as it is searched. */
export interface Asked {
  text: string;
  tokens: Token[];
}

/** Ids of documents, best first, for each question. */
export type Rankings = number[][];

/** Documents, questions, and what rankings of the ones for the others are worth. */
export interface Collection {
  name: string;
  documents: IndexDocument[];
  store: IndexStore;
  questions: Asked[];
  termes: Terme[];
  /** What the figures of `measure` are called. */
  columns: string[];
  /** Figures, 0 to 1, by variant; `base` is what the product's own settings find. */
  measure(variants: ReadonlyMap<string, Rankings>, base: Retrieval[]): Map<string, number[]>;
  close(): void;
}

/** Our judged questions. */
export const QUESTIONS = join(PROJECT, 'test', 'ranking', 'questions.jsonl');

/** Our knowledge base with the judged questions of the tuning part that are not to be refused. */
export function ownCollection(): Collection {
  const { corpus } = readCorpus(CORPUS_DIR);
  const documents = documentsOf(corpus);
  const database = openDatabase(documents, corpus.plan, buildLexicon(documents, sourceLexique(corpus)));
  const judged = parseQuestionSet(readFileSync(QUESTIONS, 'utf8')).filter(
    ({ part, attendu }) => part === 'reglage' && !attendu.refus,
  );
  const understood: { understanding: Understanding; judged: JudgedQuestion }[] = judged.map((one) => ({
    understanding: understand(one.question.normalize('NFC'), database.store.lexicon),
    judged: one,
  }));
  return {
    ...database,
    name: 'questions',
    documents,
    questions: understood.map(({ understanding }) => ({ text: understanding.sens, tokens: understanding.subject })),
    termes: corpus.termes,
    columns: ['1er', '5', '10'],
    measure: measureByAnswer(database.store, understood),
  };
}

/** A folder in BEIR layout. Throws a French sentence when it cannot be read. */
export async function beirCollection(dir: string): Promise<Collection> {
  const dataset = await readDataset(dir);
  if (!dataset.ok) throw new Error(`Jeu d’évaluation illisible : ${dataset.failure.detail}.`);
  const { name, documents, queries } = dataset.value;
  return {
    ...openDatabase(documents, new Map(), { words: [], phrases: [] }),
    name,
    documents,
    questions: queries.map(({ text }) => ({ text, tokens: analyse(text) })),
    termes: [],
    columns: ['nDCG@10/int.', 'nDCG@10'],
    measure: measureByIntent(
      documents.map(({ key }) => key),
      queries,
    ),
  };
}

/** The database of an index, without vectors, in a folder that goes away when it is closed. */
function openDatabase(documents: IndexDocument[], plan: PlanComptes, lexicon: LexiconRows): Pick<Collection, 'store' | 'close'> {
  const dir = mkdtempSync(join(tmpdir(), 'ohada-compare-'));
  const path = join(dir, 'index.sqlite');
  const entries = documents.map((document) => ({ document, passages: passagesOf(document) }));
  writeDatabase(path, entries, plan, lexicon);
  const store = openIndexStore(path);
  return {
    store,
    close: () => {
      store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
