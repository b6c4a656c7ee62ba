import { analyse, fold, type Token } from '../analysis/analyser.ts';
import { STOP_WORDS } from '../analysis/stop-words.ts';
import type { SourceLexique } from '../corpus/lexique.ts';
import type { Terme } from '../corpus/terme.ts';
import type { IndexDocument } from '../indexing/documents.ts';
import { englishStem, englishWords, phraseWords } from './english-words.ts';
import type { Phrase } from './phrases.ts';
import { elided, withAccents } from './repair.ts';
import { nearestWord } from './spelling.ts';
import { vocabularyOf } from './vocabulary.ts';
import { isWord, wordSource, type Word, type WordSource } from './words.ts';

/** What the lexicon of an index holds; sorted, so that the same corpus gives the same bytes. */
export interface LexiconRows {
  words: Word[];
  phrases: Phrase[];
}

/** Shorter abbreviations are only known in capitals. */
const SHORTEST_SMALL = 3;

/** The lexicon of these documents: their words, everyday French, and what the glossary says stands for what. */
export function buildLexicon(documents: readonly IndexDocument[], source: SourceLexique): LexiconRows {
  const words = vocabularyOf(documents, source);
  const known = wordSource(words);
  const isSpokenShort = speaker(documents);
  const phrases = [
    ...shortcuts(source),
    ...source.termes.flatMap((terme) => misspellings(terme, known)),
    ...abbreviations(source).filter((one) => !isSpokenShort(one)),
    ...source.termes.flatMap((terme) => terme.anciens.map((ancien) => phrase('ancien', exacts(ancien), terme.terme))),
    ...english(source),
  ];
  return { words, phrases: sorted(phrases) };
}

const phrase = (kind: Phrase['kind'], written: string, meant: string): Phrase => ({ kind, written, meant: nfc(meant) });

const exacts = (text: string): string =>
  analyse(nfc(text))
    .map(({ exact }) => exact)
    .join(' ');

const nfc = (text: string): string => text.normalize('NFC');

/** From this many documents on, what the knowledge base says short more often than in full is its own word. */
const OWN_WORD = 10;

/**
 * Whether the knowledge base itself says something short rather than in full: opening "SARL" would only drown the question, as no sheet
 * says it otherwise.
 */
function speaker(documents: readonly IndexDocument[]): (phrase: Phrase) => boolean {
  const rowOf = (text: string): string => ` ${exacts(text)} `;
  const texts = documents
    .filter(({ kind }) => kind !== 'terme')
    .map(({ title, words, questions, body }) => rowOf([title, ...words, ...questions, body].join('\n')));
  const saying = (text: string): number => {
    const row = rowOf(text);
    return texts.filter((one) => one.includes(row)).length;
  };
  return ({ written, meant }) => {
    const short = saying(written);
    return short >= OWN_WORD && short > saying(meant);
  };
}

function shortcuts({ raccourcis }: SourceLexique): Phrase[] {
  return [...raccourcis].map(([court, long]) => phrase('faute', exacts(court), long));
}

/**
 * The misspellings of a term, each unknown word replaced by the nearest of the term's own words, or else by the nearest of all. One
 * that has no unknown word, or no near one, teaches nothing.
 */
function misspellings(terme: Terme, known: WordSource): Phrase[] {
  const names = [terme.terme, ...terme.synonymes, ...terme.anciens].flatMap((name) => analyse(nfc(name)));
  const own = wordSource(
    names.flatMap(({ exact }) => {
      const word = known.find(exact);
      return word ? [word] : [];
    }),
  );
  return terme.fautes.flatMap((faute) => {
    const text = nfc(faute).toLowerCase();
    const meant = corrected(text, analyse(text), own, known);
    return meant === undefined ? [] : [phrase('faute', exacts(text), meant)];
  });
}

function corrected(text: string, tokens: Token[], own: WordSource, known: WordSource): string | undefined {
  let [result, at, repaired] = ['', 0, false];
  for (const { exact, stop, start, end } of tokens) {
    const written = text.slice(start, end);
    const exists = stop || !isWord(written) || known.find(exact) !== undefined;
    const right = exists
      ? (withAccents(written, known.find(exact)) ?? written)
      : (nearestWord(written, own)?.word.form ?? elided(exact, known) ?? nearestWord(written, known)?.word.form);
    if (right === undefined) return undefined;
    repaired ||= !exists;
    result += text.slice(at, start) + right;
    at = end;
  }
  return repaired ? result + text.slice(at) : undefined;
}

/**
 * Abbreviations as they are written, and in small letters too where that makes no word of French ("fnp" for "FNP", but not "ran" for "RAN").
 * One that two terms share stands for neither.
 */
function abbreviations({ termes, motsCourants }: SourceLexique): Phrase[] {
  const everyday = new Set(motsCourants.map(fold));
  const all = termes.flatMap((terme) =>
    terme.abreviations.flatMap((court) => {
      const written = analyse(nfc(court))
        .map(({ start, end }) => nfc(court).slice(start, end))
        .join(' ');
      const small = written.toLowerCase();
      const plain =
        small.length < SHORTEST_SMALL || small.includes(' ') || everyday.has(fold(small)) || STOP_WORDS.has(fold(small));
      return [...new Set(plain ? [written] : [written, small])].map((one) => phrase('abreviation', one, terme.terme));
    }),
  );
  const meanings = Map.groupBy(all, ({ written }) => written);
  return all.filter(({ written }) => new Set(meanings.get(written)?.map(({ meant }) => meant)).size === 1);
}

/** English phrases twice: as they are written, and as stems. Everyday English comes before the glossary's. */
function english({ anglais, termes }: SourceLexique): Phrase[] {
  const pairs = [
    ...anglais,
    ...termes.flatMap((terme) => terme.anglais.map((english) => [english, terme.terme] as [string, string])),
  ].map(([english, french]) => ({ words: phraseWords(englishWords(nfc(english))), french }));
  const meaningful = pairs.filter(({ words }) => words.length > 0);
  const written = meaningful.map(({ words, french }) => phrase('anglais', words.join(' '), french));
  // "account" before "accounting": the shorter word is the plainer meaning of their common stem.
  const plainest = [...meaningful].sort((a, b) => a.words.join(' ').length - b.words.join(' ').length);
  const stems = plainest.map(({ words, french }) => phrase('racine_anglaise', words.map(englishStem).join(' '), french));
  return [...written, ...stems];
}

/** One meaning for each text of a kind (the first wins), in a fixed order. */
function sorted(phrases: Phrase[]): Phrase[] {
  const first = new Map<string, Phrase>();
  for (const one of phrases) {
    const key = `${one.kind} ${one.written}`;
    if (one.written !== '' && !first.has(key)) first.set(key, one);
  }
  return [...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
