import type { Random } from './random.ts';
import { MISSPELLINGS } from './recipe.ts';

type Edit = (word: string, at: number, random: Random) => string;

const SOUNDS: readonly (readonly [string, string])[] = [
  ['ss', 's'],
  ['s', 'ss'],
  ['ss', 'c'],
  ['c', 'ss'],
  ['c', 's'],
  ['s', 'c'],
  ['z', 's'],
  ['s', 'z'],
  ['ph', 'f'],
  ['f', 'ph'],
  ['qu', 'k'],
  ['c', 'k'],
  ['y', 'i'],
  ['i', 'y'],
  ['an', 'en'],
  ['en', 'an'],
  ['am', 'em'],
  ['em', 'am'],
  ['ai', 'e'],
  ['e', 'ai'],
  ['au', 'o'],
  ['o', 'au'],
  ['eau', 'o'],
  ['g', 'j'],
  ['j', 'g'],
  ['th', 't'],
  ['h', ''],
  ['tion', 'sion'],
  ['sion', 'tion'],
];

const drop: Edit = (word, at) => word.slice(0, at) + word.slice(at + 1);
const double: Edit = (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at);
const swap: Edit = (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);

const undouble: Edit = (word, at, random) => {
  const twins = [...word.matchAll(/([a-z])\1/g)];
  const twin = twins[Math.floor(random() * twins.length)];
  return twin === undefined ? drop(word, at, random) : drop(word, twin.index, random);
};

const likeSound: Edit = (word, at, random) => {
  const possible = SOUNDS.filter(([from]) => word.includes(from));
  const chosen = possible[Math.floor(random() * possible.length)];
  return chosen === undefined ? swap(word, at, random) : word.replace(chosen[0], chosen[1]);
};

/** What people get wrong most, first twice: twin letters, letters that sound alike, then slips of the finger. */
const EDITS: readonly Edit[] = [undouble, undouble, likeSound, likeSound, double, drop, swap];

/** One plausible misspelling of a word of at least three letters, already normalised (no accents). */
export function misspell(word: string, random: Random): string {
  const edit = EDITS[Math.floor(random() * EDITS.length)] as Edit;
  const at = 1 + Math.floor(random() * (word.length - 2));
  return edit(word, at, random);
}

const SHORTEST = 5;

/**
 * Misspellings with the words that were meant, of our own words and of the most frequent ones.
 * @param words all words with a row of their own, the most frequent first
 * @param own words of our knowledge base
 */
export function misspeltWords(words: readonly string[], own: ReadonlySet<string>, random: Random): Map<string, string> {
  const known = new Set(words);
  const meant = new Map<string, string>();
  const candidates = words.filter((word) => word.length >= SHORTEST && /^[a-z]+$/.test(word));
  for (const [rank, word] of candidates.entries()) {
    const frequent = rank < MISSPELLINGS.frequentWords ? MISSPELLINGS.each : 0;
    const draws = own.has(word) ? MISSPELLINGS.ownEach : frequent;
    for (let draw = 0; draw < draws; draw++) {
      const wrong = misspell(word, random);
      if (!known.has(wrong) && !meant.has(wrong)) meant.set(wrong, word);
    }
  }
  return meant;
}
