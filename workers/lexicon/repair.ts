import { STOP_WORDS } from '../analysis/stop-words.ts';
import { fold, type Token } from '../analysis/analyser.ts';
import type { Edit } from './reading.ts';
import { nearestRespelt, SHORTEST_REST, startsWithVowel, withoutApostrophe } from './respelling.ts';
import type { Repair } from './spelling.ts';
import { isWord, type Word, type WordSource } from './words.ts';

/** Letters a word must have to be compared with others at all. */
const SHORTEST = 4;

/** Endings of verbs and plurals: a word that differs from a known one by these alone is a form of it, and right as it is. */
const ENDING = /(?:er(?:ai|as|a|ons|ez|ont|ais|ait|aient)|i?ons|i?ez|ais|ait|aient|es?|s|t)$/;
const SHORTEST_RADICAL = 3;

/** Only verbs end so: what ends otherwise is not the word meant. */
const VERB_ENDING = /(?:ons|ez|aient)$/;

/** Dearer repairs are guesses: on the glossary's misspellings 567 of 599 right up to here, one more beyond. */
const DEAREST = 1;

/** What an apostrophe put back costs, and how dear a short or a long word behind it may be: "lome" is no "l'homme". */
const ELISION = { cost: 0.3, long: 6, dearestShort: -0.1, dearestLong: 0.5 };

/** A capitalised word inside a sentence is a name, unless it is as near as this to a word of the knowledge base. */
const NAME = { letters: 6, dearest: 0 };

const ACRONYM = /^\p{Lu}{2,}s?$/u;

/** True when capitals mean nothing: no small letter in the whole text. */
export const wholeInCapitals = (text: string): boolean => !/\p{Ll}/u.test(text);

/** Whether a word of a text is none that exists, nor a number, an acronym or a word of grammar. */
export function isUnknown(text: string, token: Token, words: WordSource): boolean {
  const typed = text.slice(token.start, token.end);
  if (token.stop || !isWord(typed) || words.find(token.exact)) return false;
  return !ACRONYM.test(typed) || wholeInCapitals(text);
}

/**
 * The edit one word needs, if any. Words that exist only get their accents back; of those that do not, one gets its apostrophe back
 * or gives way to the nearest word.
 */
export function repairWord(text: string, token: Token, words: WordSource): Edit | undefined {
  const { start, end, exact } = token;
  const typed = text.slice(start, end);
  if (!isUnknown(text, token, words)) {
    const form = token.stop ? undefined : withAccents(typed, words.find(exact));
    return form === undefined ? undefined : { start, end, text: form };
  }
  const meant = elided(exact, words) ?? nearest(text, token, words);
  if (meant === undefined) return undefined;
  return { start, end, text: meant, lecture: { lu: typed, compris: meant, par: 'orthographe' } };
}

/** A word that exists with its accents, where it was typed without any. */
export function withAccents(typed: string, word: Word | undefined): string | undefined {
  if (!word || word.documents === 0 || ACRONYM.test(typed)) return undefined;
  return typed.toLowerCase() === word.exact && word.form !== word.exact ? word.form : undefined;
}

/** A word with the apostrophe put back that was left out of it. */
export function elided(exact: string, words: WordSource): string | undefined {
  const { head, rest } = withoutApostrophe(exact) ?? {};
  if (head === undefined || rest === undefined) return undefined;
  if (STOP_WORDS.has(rest)) return `${head}'${words.find(rest)?.form ?? rest}`;
  const word = rest.length < SHORTEST_REST ? undefined : words.find(rest);
  return word && word.documents > 0 ? `${head}'${word.form}` : undefined;
}

/** The nearest word, or what is nearest when an apostrophe is put back ("larjen"), whichever is the less far-fetched. */
function nearest(text: string, token: Token, words: WordSource): string | undefined {
  const typed = text.slice(token.start, token.end);
  if (token.exact.length < SHORTEST) return undefined;
  const whole = nearestRespelt(typed.toLowerCase(), words);
  const isName = isNameIn(text, token);
  const behind = isName ? undefined : behindApostrophe(typed.toLowerCase(), words);
  if (behind && behind.cost < (whole?.cost ?? Infinity)) return behind.text;
  if (!whole || !isAcceptable(whole, token.exact)) return undefined;
  return isName && (typed.length < NAME.letters || whole.cost > NAME.dearest) ? undefined : whole.word.form;
}

function behindApostrophe(typed: string, words: WordSource): { text: string; cost: number } | undefined {
  const { head, rest = '' } = withoutApostrophe(typed) ?? {};
  if (head === undefined || rest.length < SHORTEST) return undefined;
  const found = nearestRespelt(rest, words);
  const dearest = rest.length < ELISION.long ? ELISION.dearestShort : ELISION.dearestLong;
  if (!found || found.cost > dearest || !isAcceptable(found, fold(rest)) || !startsWithVowel(found.word.exact)) return undefined;
  return { text: `${head}'${found.word.form}`, cost: found.cost + ELISION.cost };
}

const isAcceptable = ({ word, cost }: Repair, written: string): boolean =>
  cost <= DEAREST && word.documents > 0 && !isFormOf(written, word.exact);

const isNameIn = (text: string, { start, end }: Token): boolean =>
  /^\p{Lu}/u.test(text.slice(start, end)) && !wholeInCapitals(text) && !/(?:^|[.?!:;«"(\n-])\s*$/u.test(text.slice(0, start));

function isFormOf(exact: string, known: string): boolean {
  const verb = VERB_ENDING.exec(exact)?.[0];
  if (verb !== undefined && !known.endsWith(verb)) return true;
  const radical = exact.replace(ENDING, '');
  return radical !== exact && radical.length >= SHORTEST_RADICAL && known.replace(ENDING, '') === radical;
}
