import { fold } from '../analysis/analyser.ts';
import { STOP_WORDS } from '../analysis/stop-words.ts';
import { editDistance, LONGEST_WORD } from './edit-distance.ts';
import { phoneticKey } from './phonetic-key.ts';
import { lettersApart, lettersOf, type Word, type WordSource } from './words.ts';

/** Edits allowed for a word of at least so many letters; shorter words are only compared by ear. */
const EDITS = [
  { letters: 7, edits: 2 },
  { letters: 4, edits: 1 },
];

/** From this length on, words that sound nearly alike are compared although more letters differ. */
const BY_EAR = { letters: 6, edits: 3 };

/** A key with fewer sounds is too short for "nearly alike" to mean anything. */
const SHORTEST_NEAR_KEY = 4;

/**
 * What a candidate costs, in edits. Chosen on the misspellings that the glossary lists and on made ones (right stem: 94 and
 * 92 of 100); the optimum is flat.
 */
const COST = {
  /** Per edit, and once, where both words sound alike, nearly alike, or neither. */
  alike: { edit: 0.25, once: 0 },
  near: { edit: 0.4, once: 0.5 },
  unlike: { edit: 1, once: 0 },
  otherStart: 0.4,
  /** A word of everyday French that the knowledge base does not have. */
  foreign: 0.5,
};

/** Gain for each doubling of the documents that have the word, up to so many doublings. */
const FREQUENCY = { gain: 0.12, doublings: 9 };

/** A word meant by another, and how far-fetched that is: lower is likelier; comparable for one word only. */
export interface Repair {
  word: Word;
  cost: number;
}

/**
 * The word most likely meant by one that does not exist (lower case NFC, letters only); undefined when nothing comes near.
 * Near means few edits for its length, or the same sound; then sound, beginning and frequency decide.
 */
export function nearestWord(written: string, words: WordSource): Repair | undefined {
  const exact = fold(written);
  if (exact.length > LONGEST_WORD) return undefined;
  const target = { exact, key: phoneticKey(written), allowed: EDITS.find(({ letters }) => exact.length >= letters)?.edits ?? 0 };
  const farthest = exact.length >= BY_EAR.letters ? BY_EAR.edits : target.allowed;
  let best: Repair | undefined;
  const consider = (word: Word, limit: number): void => {
    const repair = compare(target, word, limit);
    if (repair && (!best || isBetter(repair, best))) best = repair;
  };
  for (const word of words.soundingLike(target.key)) consider(word, Math.ceil(exact.length / 2) + 1);
  if (farthest === 0) return best;
  const { words: some, sets } = words.beginningWith(exact.charAt(0));
  const letters = lettersOf(exact);
  some.forEach((word, at) => {
    if (lettersApart(letters, sets[at] ?? 0) <= 2 * farthest) consider(word, farthest);
  });
  return best;
}

/** What a candidate costs; undefined when it is too far away. */
function compare(target: { exact: string; key: string; allowed: number }, word: Word, farthest: number): Repair | undefined {
  const { exact, key, allowed } = target;
  const edits = editDistance(exact, word.exact, farthest);
  if (edits > farthest) return undefined;
  const sound = undoubled(exact) === undoubled(word.exact) ? 'alike' : soundOf(key, word.key);
  // A word of grammar is so frequent that it would win against everything that is near.
  const nearEnough = STOP_WORDS.has(word.exact) ? sound === 'alike' || edits === 1 : sound !== 'unlike' || edits <= allowed;
  if (!nearEnough) return undefined;
  const start = exact.slice(0, 2) === word.exact.slice(0, 2) ? 0 : COST.otherStart;
  const frequency = FREQUENCY.gain * Math.min(FREQUENCY.doublings, Math.log2(1 + word.documents));
  const { edit, once } = COST[sound];
  return { word, cost: once + edit * edits + start + (word.documents === 0 ? COST.foreign : 0) - frequency };
}

/** "fause" is "fausse", though the one is heard with a z: doubled letters are what is left out most. */
const undoubled = (word: string): string => word.replaceAll(/([a-z])\1+/g, '$1');

function soundOf(key: string, other: string): 'alike' | 'near' | 'unlike' {
  if (key === other) return 'alike';
  if (Math.min(key.length, other.length) < SHORTEST_NEAR_KEY) return 'unlike';
  return editDistance(key, other, 1) === 1 ? 'near' : 'unlike';
}

const isBetter = (one: Repair, other: Repair): boolean =>
  one.cost < other.cost || (one.cost === other.cost && one.word.exact < other.word.exact);
