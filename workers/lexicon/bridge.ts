import type { Token } from '../analysis/analyser.ts';
import { englishStem, englishWords, isPassedOver } from './english-words.ts';
import type { LexiconParts } from './lexicon.ts';
import type { Match } from './phrases.ts';
import type { Edit } from './reading.ts';
import { isUnknown } from './repair.ts';

/** Letters a single English word must have to be taken for one in a French question. */
const SHORTEST = 4;

/** One of what a word names several of. */
const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');

/** The French for the longest English phrase at a place of a row of English words; as they are written before as stems. */
export function frenchFor(
  words: readonly string[],
  stems: readonly string[],
  at: number,
  { tables }: LexiconParts,
): Match | undefined {
  const asWritten = tables.anglais.longestAt(words, at);
  // "buildings" is more than one building before it is a form of "to build".
  const single = tables.anglais.longestAt(words.map(singular), at);
  const written = (single?.length ?? 0) > (asWritten?.length ?? 0) ? single : asWritten;
  const stem = tables.racine_anglaise.longestAt(stems, at);
  return (stem?.length ?? 0) > (written?.length ?? 0) ? stem : written;
}

/** An English term inside a French question ("petty cash"): a phrase of which French does not know a word. */
export function bridgeTerm(
  text: string,
  tokens: readonly Token[],
  at: number,
  parts: LexiconParts,
): { edit: Edit; length: number } | undefined {
  const row = tokens.slice(at, at + LONGEST);
  const words = row.map(({ start, end }) => englishWords(text.slice(start, end))[0] ?? '');
  if (isPassedOver(words[0] ?? '')) return undefined;
  const found = frenchFor(words, words.map(englishStem), 0, parts);
  if (!found || found.meant === '') return undefined;
  // A single word must be written as English writes it: "magazin" is rather a misspelt "magasin" than a "magazine".
  const single = [words[0] ?? '', singular(words[0] ?? '')];
  if (found.length === 1 && !single.some((word) => parts.tables.anglais.longestAt([word], 0))) return undefined;
  const matched = row.slice(0, found.length);
  const start = matched[0]?.start ?? 0;
  const end = matched.at(-1)?.end ?? start;
  if (!matched.some((token) => isUnknown(text, token, parts.words)) || end - start < SHORTEST) return undefined;
  const lecture = { lu: text.slice(start, end), compris: found.meant, par: 'anglais' } as const;
  return { edit: { start, end, text: found.meant, lecture }, length: found.length };
}

const LONGEST = 6;
