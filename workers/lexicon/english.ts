import { analyse } from '../analysis/analyser.ts';
import { frenchFor } from './bridge.ts';
import { englishFigures } from './english-figures.ts';
import { openingOf } from './english-intent.ts';
import { englishStem, englishWords, GRAMMAR, isPassedOver, tellsEnglish } from './english-words.ts';
import type { LexiconParts } from './lexicon.ts';
import type { Lecture, Reading } from './reading.ts';

/** Words that only say what kind of answer is wanted: the opening says it in French. */
const SAID_BY_OPENING: ReadonlySet<string> = new Set(
  englishWords(`account accounts accounted record recorded recording book booked booking post posted posting entry entries journal number
    treat treated enter entered difference differences ohada`),
);

/**
 * Whether a question is English. Words of grammar that French lacks, and English phrases, decide against words that only French has;
 * without any grammar ("staff training costs") the whole question must be English phrases. Acronyms do not tell.
 */
export function isEnglish(question: string, parts: LexiconParts): boolean {
  const words = englishWords(question.replaceAll(/\b\p{Lu}{2,}\b/gu, ' ')).filter((word) => /^\p{L}+$/u.test(word));
  const grammar = words.filter(tellsEnglish).length;
  const frenchGrammar = frenchGrammarIn(question);
  if (words.length === 0 || /[àâçéèêëîïôûùœ]/iu.test(question) || frenchGrammar > grammar) return false;
  const inPhrases = new Set(
    phrasesOf(words, parts).flatMap(({ at, length }) => Array.from({ length }, (_, place) => at + place)),
  );
  const others = words.filter((word, at) => !inPhrases.has(at) && !tellsEnglish(word) && !isPassedOver(word));
  const strange = words.filter((word, at) => inPhrases.has(at) && !isFrench(word, parts)).length;
  if (grammar === 0) return strange > 0 && others.length === 0 && frenchGrammar === 0;
  return grammar + strange > others.filter((word) => isFrench(word, parts)).length + frenchGrammar;
}

const isFrench = (word: string, { words }: LexiconParts): boolean => words.find(word) !== undefined;

/** Number of French words of grammar that English lacks. */
function frenchGrammarIn(question: string): number {
  return analyse(question).filter(({ exact, stop }) => stop && exact.length > 1 && exact !== 'plus' && !GRAMMAR.has(exact))
    .length;
}

/** An English question in French words: its opening, its phrases by the longest match, its figures; grammar is left out. */
export function readEnglish(question: string, parts: LexiconParts): Reading {
  const { opening, rest } = openingOf(question);
  const pieces: { french: string; lecture?: Lecture }[] = [{ french: opening }];
  let from = 0;
  for (const { start, end, french } of englishFigures(rest)) {
    pieces.push(...inFrench(rest.slice(from, start), parts), { french });
    from = end;
  }
  pieces.push(...inFrench(rest.slice(from), parts));
  const texts = pieces.map(({ french }) => french).filter((french) => french !== '');
  return { text: texts.join(' '), lectures: pieces.flatMap(({ lecture }) => lecture ?? []) };
}

/** The phrases of a part of an English question in French. */
function inFrench(part: string, parts: LexiconParts): { french: string; lecture?: Lecture }[] {
  const words = englishWords(part);
  const found = phrasesOf(words, parts);
  const pieces: { french: string; lecture?: Lecture }[] = [];
  let skip = 0;
  words.forEach((word, at) => {
    const phrase = found.find((one) => one.at === at);
    if (phrase) {
      skip = at + phrase.length;
      const lu = words.slice(at, skip).join(' ');
      if (phrase.meant !== '' && !words.slice(at, skip).every((one) => SAID_BY_OPENING.has(one)))
        pieces.push({ french: phrase.meant, lecture: { lu, compris: phrase.meant, par: 'anglais' } });
    } else if (at >= skip && keepsItself(word)) pieces.push({ french: parts.words.find(word)?.form ?? word });
  });
  return pieces;
}

/**
 * A word that is no phrase stays as it is: the knowledge base may have it ("SYSCOHADA"), and if it does not, the question is perhaps about
 * something else, which only this word tells. Grammar goes.
 */
function keepsItself(word: string): boolean {
  return /\d|^\p{Lu}/u.test(word) || (word.length > 2 && !isPassedOver(word) && !GRAMMAR.has(word) && !SAID_BY_OPENING.has(word));
}

/** English phrases in a row of words, longest first from the left; `length` counts the words passed over inside. */
function phrasesOf(words: readonly string[], parts: LexiconParts): { at: number; length: number; meant: string }[] {
  const kept = words.flatMap((word, at) => (isPassedOver(word) ? [] : [{ word, at }]));
  const plain = kept.map(({ word }) => word);
  const stems = plain.map(englishStem);
  const found: { at: number; length: number; meant: string }[] = [];
  for (let i = 0; i < kept.length;) {
    const match = frenchFor(plain, stems, i, parts);
    const at = kept[i]?.at ?? 0;
    const last = kept[i + (match?.length ?? 1) - 1]?.at ?? at;
    if (match) found.push({ at, length: last - at + 1, meant: match.meant });
    i += match?.length ?? 1;
  }
  return found;
}
