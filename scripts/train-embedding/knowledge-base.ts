import { readCorpus } from '../../workers/corpus/read-corpus.ts';
import { documentsOf, type IndexDocument } from '../../workers/indexing/documents.ts';
import { paragraphs } from '../../workers/indexing/passages.ts';
import { STOP_WORDS, wordsOf } from './normalise.ts';
import type { Pair } from './sources.ts';

/** What our own knowledge base gives to training. */
export interface KnowledgeBase {
  readonly documents: number;
  readonly paragraphs: readonly string[];
  readonly pairs: readonly Pair[];
  /** All its words, without stop words: each gets a row of its own. */
  readonly words: ReadonlySet<string>;
}

/** Everything that gets into the index, as text to read and as pairs of a name or question and what it stands for. */
export function readKnowledgeBase(folder: string): KnowledgeBase {
  const documents = documentsOf(readCorpus(folder).corpus);
  const texts = documents.flatMap(paragraphsOf);
  const pairs = documents.flatMap(pairsOf);
  const words = new Set([...texts, ...pairs.map((pair) => pair.question)].flatMap(wordsOf));
  for (const word of STOP_WORDS) words.delete(word);
  return { documents: documents.length, paragraphs: texts, pairs, words };
}

function paragraphsOf({ title, words, questions, body }: IndexDocument): string[] {
  return [...paragraphs(body).map((paragraph) => `${title}. ${paragraph}`), ...questions, `${title} ${words.join(' ')}`];
}

function pairsOf({ title, words, questions, body }: IndexDocument): Pair[] {
  const document = `${title}. ${title}. ${body}`;
  return [...questions, ...words, title].map((question) => ({ question, document, own: true }));
}
