import { fold } from '../analysis/analyser.ts';
import { nearestWord, type Repair } from './spelling.ts';
import type { WordSource } from './words.ts';

/** Endings as they are heard, and as French writes them: "lisansiman", "asurans", "cosion", "fournissor", "notere". */
const HEARD: readonly (readonly [RegExp, string])[] = [
  [/i[ae]?m[ae]nt?$/, 'iement'],
  [/e?m[ae]n[td]?$/, 'ement'],
  [/[ae]n[sc]+e?$/, 'ance'],
  [/[ae]n[sc]+e?$/, 'ence'],
  [/[aâ][szc]+ions?$/, 'ation'],
  [/(?<=[^a])(?:[szc]|ss)ions?$/, 'tion'],
  [/[eo]r$/, 'eur'],
  [/[eéè]re?$/, 'aire'],
  [/(?<=.{3})[aeo]$/, '$&t'],
];

/** An s between vowels that is heard as in "licence". */
const SHARP_S = /(?<=[aeiouyéè])s(?=[eiyéè])/g;

/** What a respelling costs, so that a word as near without one is preferred. */
const RESPELT = 0.2;

/** The word most likely meant, by the letters typed or by what its ending sounds like. */
export function nearestRespelt(written: string, words: WordSource): Repair | undefined {
  let best = nearestWord(written, words);
  const starts = [written, written.replaceAll(SHARP_S, 'c')];
  const respellings = starts.flatMap((start) => [start, ...HEARD.map(([heard, spelt]) => start.replace(heard, spelt))]);
  for (const respelt of new Set(respellings)) {
    const found = respelt === written ? undefined : nearestWord(respelt, words);
    const cost = (found?.cost ?? Infinity) + RESPELT;
    if (found && cost < (best?.cost ?? Infinity)) best = { word: found.word, cost };
  }
  return best;
}

/** What an apostrophe was left out after: "dun", "lecriture", "quil". */
const ELIDED = /^(?<head>qu|[cdjlmnst])(?<rest>[aeiouyhéèêâîôœ]\p{L}+)$/u;

/** Letters that must stand after a left-out apostrophe, unless they are a word of grammar ("dun"). */
export const SHORTEST_REST = 3;

/** A word in two where an apostrophe may have been left out. */
export function withoutApostrophe(word: string): { head: string; rest: string } | undefined {
  const { head, rest } = ELIDED.exec(word)?.groups ?? {};
  return head === undefined || rest === undefined ? undefined : { head, rest };
}

/** True for what "l'" and "d'" can stand before. */
export const startsWithVowel = (word: string): boolean => /^[aeiouyh]/.test(fold(word));
