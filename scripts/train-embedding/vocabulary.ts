import { PIECE_PREFIX, segment } from './segment.ts';
import { misspeltWords } from './misspellings.ts';
import { STOP_WORDS } from './normalise.ts';
import type { Random } from './random.ts';
import { VOCABULARY } from './recipe.ts';

/** Rows 0–4, all zero: the names BertTokenizer expects. None is ever added to a text except padding. */
export const SPECIAL_TOKENS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const;

export type Counts = ReadonlyMap<string, number>;

export interface Vocabulary {
  /** All tokens in the order of their rows. */
  readonly tokens: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** The words that have a row of their own (stop words included). */
  readonly words: ReadonlySet<string>;
  /** Made-up misspellings, with the whole words that were meant. */
  readonly misspelt: ReadonlyMap<string, string>;
}

export function countWords(lines: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const word of line.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function byCount(counts: Counts): string[] {
  const words = [...counts.keys()].sort();
  return words.sort((left, right) => (counts.get(right) ?? 0) - (counts.get(left) ?? 0));
}

/** Our own words first, then the most frequent, up to VOCABULARY.words; stop words come on top. */
function wholeWords(counts: Counts, own: ReadonlySet<string>): Set<string> {
  const ranked = byCount(counts);
  const chosen = new Set(ranked.filter((word) => own.has(word)));
  for (const word of ranked) {
    if (chosen.size >= VOCABULARY.words) break;
    chosen.add(word);
  }
  for (const word of STOP_WORDS) chosen.add(word);
  return chosen;
}

const SINGLE = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const ALWAYS = new Set([...SINGLE, ...SINGLE.map((character) => PIECE_PREFIX + character)]);

/** All beginnings and inner pieces of the rare words, weighted by length and the square root of the word's count. */
function candidates(rare: readonly string[], counts: Counts): Map<string, number> {
  const scores = new Map<string, number>();
  for (const word of rare) {
    const weight = Math.sqrt(counts.get(word) ?? 1);
    for (let start = 0; start < word.length; start++) {
      const longest = Math.min(VOCABULARY.longestPiece, word.length - start);
      for (let length = 2; length <= longest; length++) {
        const piece = (start === 0 ? '' : PIECE_PREFIX) + word.slice(start, start + length);
        scores.set(piece, (scores.get(piece) ?? 0) + weight * (length - 1));
      }
    }
  }
  return scores;
}

/** How much each token is used when the rare words are cut with the given tokens. */
function usage(rare: readonly string[], counts: Counts, tokens: ReadonlySet<string>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const word of rare) {
    const weight = Math.sqrt(counts.get(word) ?? 1);
    for (const token of segment(word, tokens)) uses.set(token, (uses.get(token) ?? 0) + weight);
  }
  return uses;
}

/**
 * Word pieces for the rare words: start from many candidates, cut all rare words, keep the most used, and repeat
 * with fewer until VOCABULARY.pieces remain.
 */
function wordPieces(rare: readonly string[], counts: Counts, words: ReadonlySet<string>): string[] {
  const ranking = [...candidates(rare, counts)].filter(([piece]) => !words.has(piece));
  ranking.sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
  let pieces = ranking.slice(0, VOCABULARY.pieces * 6).map(([piece]) => piece);
  for (const factor of [4, 3, 2, 1.5, 1.2, 1]) {
    const uses = usage(rare, counts, new Set([...words, ...ALWAYS, ...pieces]));
    pieces.sort((left, right) => (uses.get(right) ?? 0) - (uses.get(left) ?? 0));
    pieces = pieces.slice(0, Math.floor(VOCABULARY.pieces * factor));
  }
  return pieces.filter((piece) => !ALWAYS.has(piece)).sort();
}

/**
 * Chooses the tokens: special ones, frequent words whole, and pieces for all others.
 * @param counts how often each word occurs in the training text (without stop words)
 * @param own words of our own knowledge base: always whole
 */
export function chooseVocabulary(counts: Counts, own: ReadonlySet<string>, random: Random): Vocabulary {
  const words = wholeWords(counts, own);
  const misspelt = misspeltWords(
    byCount(counts).filter((word) => words.has(word)),
    own,
    random,
  );
  const rare = [...new Set([...counts.keys(), ...misspelt.keys()])].filter((word) => !words.has(word)).sort();
  const pieces = wordPieces(rare, counts, words);
  const tokens = [...new Set([...SPECIAL_TOKENS, ...[...words].sort(), ...[...ALWAYS].sort(), ...pieces])];
  return { tokens, ids: new Map(tokens.map((token, row) => [token, row])), words, misspelt };
}
