import { isEnglish, readEnglish } from './english.ts';
import { readFrench } from './french.ts';
import { PhraseTable, type Phrase, type PhraseKind } from './phrases.ts';
import type { Reading } from './reading.ts';
import type { WordSource } from './words.ts';

/** What readings are made from: the words that exist, and what stands for what. */
export interface LexiconParts {
  words: WordSource;
  tables: Readonly<Record<PhraseKind, PhraseTable>>;
}

/** Reads questions: spelling repaired, abbreviations opened, English put into French. */
export interface Lexicon {
  read(question: string): Reading;
}

/** A lexicon over words and phrases; the phrases are held in memory. */
export function openLexicon(words: WordSource, phrases: readonly Phrase[]): Lexicon {
  const of = (kind: PhraseKind): PhraseTable => new PhraseTable(phrases.filter((phrase) => phrase.kind === kind));
  const tables = {
    faute: of('faute'),
    abreviation: of('abreviation'),
    ancien: of('ancien'),
    anglais: of('anglais'),
    racine_anglaise: of('racine_anglaise'),
  };
  const parts: LexiconParts = { words, tables };
  return { read: (question) => (isEnglish(question, parts) ? readEnglish(question, parts) : readFrench(question, parts)) };
}

/** Knows nothing: every question is read as it stands. */
export const NO_LEXICON: Lexicon = { read: (question) => ({ text: question, lectures: [] }) };
