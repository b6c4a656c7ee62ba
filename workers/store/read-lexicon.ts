import type Database from 'better-sqlite3';
import type { Phrase } from '../lexicon/phrases.ts';
import { INDEX_SQL } from './statements.ts';
import { letterSets, type LetterSets, type Word, type WordSource } from '../lexicon/words.ts';

/** The words of an index. Those of one letter stay in memory once a misspelling begins with it; a few megabytes for all letters. */
export function lexiconWords(db: Database.Database): WordSource {
  const byExact = db.prepare<[string], Word>(INDEX_SQL.word);
  const byKey = db.prepare<[string], Word>(INDEX_SQL.wordsByKey);
  const byLetter = db.prepare<[string, string], Word>(INDEX_SQL.wordsByLetter);
  const letters = new Map<string, LetterSets>();
  return {
    find: (exact) => byExact.get(exact),
    soundingLike: (key) => byKey.all(key),
    beginningWith: (letter) => {
      const words = letters.get(letter) ?? letterSets(byLetter.all(letter, nextLetter(letter)));
      letters.set(letter, words);
      return words;
    },
  };
}

/** All phrases of an index. */
export function lexiconPhrases(db: Database.Database): Phrase[] {
  return db.prepare<[], Phrase>('SELECT * FROM lexicon_phrase ORDER BY kind, written').all();
}

const nextLetter = (letter: string): string => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1);
