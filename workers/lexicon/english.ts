import { analyse } from '../analysis/analyser.ts';
import { frenchFor } from './bridge.ts';
import { englishFigures } from './english-figures.ts';
import { openingOf } from './english-intent.ts';
import { englishStem, englishWords, GRAMMAR, isPassedOver, opensPhrase, tellsEnglish, typedWords } from './english-words.ts';
import type { LexiconParts } from './lexicon.ts';
import type { Lecture, Reading } from './reading.ts';
import { wholeInCapitals } from './repair.ts';
import { isWord } from './words.ts';

/** Words that only say what kind of answer is wanted: the opening says it in French. */
const SAID_BY_OPENING: ReadonlySet<string> = new Set(
  englishWords(`account accounts accounted record recorded recording book booked booking post posted posting entry entries journal number
    treat treated enter entered difference differences ohada`),
);

/** Of these, the ones that only English has: "audit fees account" is English. */
const LEDGER: ReadonlySet<string> = new Set(['account', 'accounts', 'entry', 'entries', 'booking']);

/** Words of grammar that French shares with English in spelling alone. */
const SPELT_ALIKE: ReadonlySet<string> = new Set(['plus', 'on', 'car']);

/**
 * Whether a question is English. Words of grammar that French lacks, and English phrases, decide against words that only French has;
 * without any grammar ("staff training costs") the whole question must be English phrases. Acronyms do not tell.
 */
export function isEnglish(question: string, parts: LexiconParts): boolean {
  const told = wholeInCapitals(question) ? question : question.replaceAll(/\b\p{Lu}{2,}\b|\d\S*/gu, ' ');
  const typed = typedWords(told).map((word) => word.toLowerCase());
  const words = englishWords(told, true);
  const grammar = words.filter(tellsEnglish).length;
  const frenchGrammar = frenchGrammarIn(question);
  if (words.length === 0 || /[àâçéèêëîïôûùœ]/iu.test(question) || frenchGrammar > grammar) return false;
  const places = phrasesOf(words, parts).flatMap(({ at, length }) => Array.from({ length }, (_, place) => at + place));
  const inPhrases = new Set(places);
  const isFrench = (at: number): boolean => !isWord(typed[at] ?? '') || parts.words.find(typed[at] ?? '') !== undefined;
  const others = [...words.keys()].filter((at) => !inPhrases.has(at) && !isPassedOver(words[at] ?? ''));
  const strange = places.filter((at) => !isFrench(at)).length;
  const ledger = words.filter((word) => LEDGER.has(word)).length;
  if (grammar === 0) {
    const unread = others.filter((at) => !LEDGER.has(words[at] ?? '')).length;
    return frenchGrammar === 0 && places.length > 0 && strange + ledger > 0 && unread === 0;
  }
  const french = others.filter((at) => !tellsEnglish(words[at] ?? '') && isFrench(at)).length + frenchGrammar;
  const english = grammar + strange + ledger;
  return frenchGrammar === 0 ? english >= french : english > french;
}

/** Number of French words of grammar that English lacks. */
function frenchGrammarIn(question: string): number {
  const grammar = analyse(question).filter(({ exact, stop }) => stop && exact.length > 1);
  return grammar.filter(({ exact }) => !SPELT_ALIKE.has(exact) && !GRAMMAR.has(exact)).length;
}

/** An English question in French words: its opening, its phrases by the longest match, its figures; grammar is left out. */
export function readEnglish(question: string, parts: LexiconParts): Reading {
  const { opening, rest } = openingOf(question);
  const shouted = wholeInCapitals(question);
  const pieces: { french: string; lecture?: Lecture }[] = [{ french: opening }];
  let from = 0;
  for (const { start, end, french } of englishFigures(rest)) {
    pieces.push(...inFrench(rest.slice(from, start), shouted, parts), { french });
    from = end;
  }
  pieces.push(...inFrench(rest.slice(from), shouted, parts));
  const texts = pieces
    .map(({ french }) => french)
    .filter((french, at, all) => french !== '' && (french !== 'et' || joins(at, all)));
  // An opening without a subject: better searched as it stands than not at all.
  const text = texts.length > (opening === '' ? 0 : 1) || /\d/.test(opening) ? texts.join(' ') : question;
  return { text, lectures: pieces.flatMap(({ lecture }) => lecture ?? []) };
}

/** "and" between two things that were read; at an end, or beside another, it joins nothing. */
const joins = (at: number, all: readonly string[]): boolean =>
  at > 1 && all.slice(at + 1).some((french) => french !== '' && french !== 'et') && all[at - 1] !== 'et';

/** The phrases of a part of an English question in French; none reaches across a stop. */
function inFrench(part: string, shouted: boolean, parts: LexiconParts): { french: string; lecture?: Lecture }[] {
  return part.split(/[:;?!()]|[.,](?!\p{L})/u).flatMap((clause) => clauseInFrench(englishWords(clause, shouted), parts));
}

function clauseInFrench(words: readonly string[], parts: LexiconParts): { french: string; lecture?: Lecture }[] {
  const found = new Map(phrasesOf(words, parts).map((phrase) => [phrase.at, phrase]));
  const pieces: { french: string; lecture?: Lecture }[] = [];
  let next = 0;
  words.forEach((word, at) => {
    if (at < next) return;
    const phrase = found.get(at);
    if (!phrase) {
      if (word === 'and') pieces.push({ french: 'et' });
      else if (keepsItself(word)) pieces.push({ french: parts.words.find(word)?.form ?? word });
      return;
    }
    next = at + phrase.length;
    const read = words.slice(at, next);
    if (phrase.meant === '' || read.every((one) => SAID_BY_OPENING.has(one))) return;
    pieces.push({ french: phrase.meant, lecture: { lu: read.join(' '), compris: phrase.meant, par: 'anglais' } });
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
  const stems = words.map(englishStem);
  const found: { at: number; length: number; meant: string }[] = [];
  let next = 0;
  words.forEach((word, at) => {
    if (at < next || (isPassedOver(word) && !opensPhrase(word))) return;
    if (opensPhrase(word) && isPassedOver(words[at + 1] ?? 'the')) return;
    const places = [...words.keys()].filter((place) => place === at || (place > at && !isPassedOver(words[place] ?? '')));
    const rowOf = (all: readonly string[]): string[] => places.map((place) => all[place] ?? '');
    const match = frenchFor(rowOf(words), rowOf(stems), 0, parts);
    if (!match) return;
    next = (places[match.length - 1] ?? at) + 1;
    found.push({ at, length: next - at, meant: match.meant });
  });
  return found;
}
