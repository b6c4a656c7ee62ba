import { readCorpus } from '../../workers/corpus/read-corpus.ts';
import { documentsOf, type IndexDocument } from '../../workers/indexing/documents.ts';
import { passagesOf } from '../../workers/indexing/passages.ts';
import type { DocumentWithPassages } from '../../workers/store/write-index.ts';
import { CORPUS_DIR } from '../lib/project.ts';
import { seededRandom, type Random } from '../train-embedding/random.ts';

const SEED = 5;

/** Share of a synthetic document's words that come from the document it is shaped after; the others come from one other document. */
const OWN_WORDS = 0.7;

interface Source {
  document: IndexDocument;
  words: string[];
}

/**
 * Documents with `passages` passages together. Each is shaped after a document of our own: as many texts of as many words, each word drawn
 * from it or from one other. So words keep their frequencies and documents a subject, and vectors lie in groups as real ones do. The same
 * number gives the same documents; a smaller number, their beginning.
 */
export function syntheticDocuments(passages: number): DocumentWithPassages[] {
  const sources = documentsOf(readCorpus(CORPUS_DIR).corpus).map((document) => ({ document, words: wordsOf(document) }));
  const random = seededRandom(SEED);
  const entries: DocumentWithPassages[] = [];
  for (let count = 0; count < passages;) {
    const document = shapedAfter(pick(sources, random), pick(sources, random), random, entries.length);
    const own = passagesOf(document).slice(0, passages - count);
    entries.push({ document, passages: own });
    count += own.length;
  }
  return entries;
}

function shapedAfter({ document, words }: Source, other: Source, random: Random, at: number): IndexDocument {
  const word = (): string => pick(random() < OWN_WORDS || other.words.length === 0 ? words : other.words, random);
  const text = (shape: string): string => shape.replaceAll(/[^\s.!?]+/g, () => word());
  const { title, words: everyday, questions, body } = document;
  return {
    key: `synthetique-${at}`,
    kind: 'texte',
    title: text(title),
    reference: '',
    words: everyday.map(text),
    questions: questions.map(text),
    body: text(body),
    comptes: [],
    data: {},
  };
}

const wordsOf = ({ title, words, questions, body }: IndexDocument): string[] =>
  [title, ...words, ...questions, body].join(' ').match(/[^\s.!?]+/g) ?? ['compte'];

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T;
}
