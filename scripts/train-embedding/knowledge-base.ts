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

/**
 * Each name and question with the document, and with others of the same document: a question is found by the question most like it.
 * No two pairs of one document are each other's negatives.
 */
function pairsOf({ key, title, words, questions, body }: IndexDocument): Pair[] {
  const document = `${title}. ${title}. ${body}`;
  const names = [...questions, ...words, title];
  return names.flatMap((question, at) => {
    const others = NEIGHBOURS.map((step) => names[(at + step) % names.length] ?? title).filter((other) => other !== question);
    return [document, ...others].map((text) => ({ question, document: text, own: true, group: key }));
  });
}

/** Which of the following names a name is paired with; far enough apart not to be variants of one wording. */
const NEIGHBOURS = [2, 5];
