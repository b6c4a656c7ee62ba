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

/** The words that exist. */
export interface WordSource {
  find(exact: string): Word | undefined;
  soundingLike(key: string): readonly Word[];
  /** Words that begin with a letter. */
  beginningWith(letter: string): readonly Word[];
}

/** Words held in memory. */
export function wordSource(words: readonly Word[]): WordSource {
  const byExact = new Map(words.map((word) => [word.exact, word]));
  const byKey = Map.groupBy(words, ({ key }) => key);
  const byLetter = Map.groupBy(words, ({ exact }) => exact.charAt(0));
  return {
    find: (exact) => byExact.get(exact),
    soundingLike: (key) => byKey.get(key) ?? [],
    beginningWith: (letter) => byLetter.get(letter) ?? [],
  };
}

/** Letters only, and enough of them to be recognised: what has digits or two letters is never taken for a misspelling. */
export const isWord = (text: string): boolean => text.length >= SHORTEST && /^\p{L}+$/u.test(text);

const SHORTEST = 3;
