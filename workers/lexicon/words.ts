/** A word that exists: of the knowledge base, or of everyday French. */
export interface Word {
  /** As `analyse` gives it: lower case, no accents. */
  exact: string;
  /** As it is written, with its accents. */
  form: string;
  /** How it sounds (phonetic-key.ts). */
  key: string;
  /** Documents of the knowledge base that have it; 0 for a word it does not know. */
  documents: number;
}

/** Words with their letters as sets, to pass over at once those that a word cannot be near to. */
export interface LetterSets {
  words: readonly Word[];
  /** `lettersOf` each word, in the same order. */
  sets: Int32Array;
}

/** The words that exist. */
export interface WordSource {
  find(exact: string): Word | undefined;
  soundingLike(key: string): readonly Word[];
  beginningWith(letter: string): LetterSets;
}

/** The letters of a word, a bit each. */
export function lettersOf(exact: string): number {
  let set = 0;
  for (let at = 0; at < exact.length; at++) set |= 1 << (exact.charCodeAt(at) & 31);
  return set;
}

export const letterSets = (words: readonly Word[]): LetterSets => ({
  words,
  sets: Int32Array.from(words, ({ exact }) => lettersOf(exact)),
});

/** Number of letters that only one of two sets has; an edit changes at most two. */
export function lettersApart(one: number, other: number): number {
  let bits = one ^ other;
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count++;
  return count;
}

/** Words held in memory. */
export function wordSource(words: readonly Word[]): WordSource {
  const byExact = new Map(words.map((word) => [word.exact, word]));
  const byKey = Map.groupBy(words, ({ key }) => key);
  const byLetter = new Map(
    [...Map.groupBy(words, ({ exact }) => exact.charAt(0))].map(([letter, some]) => [letter, letterSets(some)]),
  );
  return {
    find: (exact) => byExact.get(exact),
    soundingLike: (key) => byKey.get(key) ?? [],
    beginningWith: (letter) => byLetter.get(letter) ?? letterSets([]),
  };
}

/** Letters only, and enough of them to be recognised: what has digits or two letters is never taken for a misspelling. */
export const isWord = (text: string): boolean => text.length >= SHORTEST && /^\p{L}+$/u.test(text);

const SHORTEST = 3;
