import type { Token } from '../analysis/analyser.ts';
import type { DocumentKind } from '../indexing/documents.ts';
import { rarity } from '../retrieval/rarity.ts';
import type { StoredDocument, Terms } from '../store/read-documents.ts';
import { END_OF_NAME } from '../store/packed-terms.ts';
import { INTENT_STEMS, type Intent } from './intent.ts';

/** What speaks for a document, by name; all between 0 and 1. */
export interface Features {
  /** Reciprocal rank of both searches together. */
  fused: number;
  /** Lexical score against the best one's. */
  lexical: number;
  /** Cosine similarity of the best passage. */
  similarity: number;
  /** Mean cosine similarity of its best passages. */
  gathered: number;
  /** That similarity against the best one's. */
  nearness: number;
  /** Share of the subject found in the document's names (title, everyday words, questions), rare words counting more. */
  coverage: number;
  /** The same over names and body. */
  presence: number;
  /** The best single name: how much of it and of the subject are the same (harmonic mean). */
  name: number;
  /** The same for the title. */
  title: number;
  /** Share of the subject that one name wholly contained in the question explains. */
  contained: number;
  /** Neighbouring words of the subject that are neighbours in a name too. */
  order: number;
  /** The document is about an account that the question names. */
  numbered: number;
  /** The document is an account, and a sheet found high up books on it; rarely booked accounts count more. */
  support: number;
  /** The document is an account without subdivisions: one that is booked on. */
  precise: number;
  /** The title takes no direction (buying, selling…) opposed to the question's. */
  agreed: number;
  /** The document speaks of the accounts that the question speaks of: the best of them, against the best of all. */
  about: number;
  /** How well the amounts of the question fit the document's entry. */
  figured: number;
  /** Share of the question's amounts for which the document's entry has no place. */
  spare: number;
  /** Share of the subject's words that the knowledge base does not have: the same for all candidates, it bears on confidence. */
  unknown: number;
}

export const FEATURE_NAMES = [
  'fused',
  'lexical',
  'similarity',
  'gathered',
  'nearness',
  'coverage',
  'presence',
  'name',
  'title',
  'contained',
  'order',
  'numbered',
  'support',
  'precise',
  'agreed',
  'about',
  'figured',
  'spare',
  'unknown',
] as const satisfies readonly (keyof Features)[];

/** The name of the weight of a kind of document for an intent. */
export const kindWeight = (intent: Intent, kind: DocumentKind): string => `${intent} → ${kind}`;

/** The subject of a question with the weight of each of its words. A place is that of a distinct word, from 1. */
export interface Subject {
  /** How much the word at a place says: `weights[place - 1]`; and all of them. */
  weights: readonly number[];
  total: number;
  /** The term at a place: `terms[place - 1]`; 0 for a word that no document has in its names or its body. */
  terms: readonly number[];
  /** By term: its place; 0 for a word that is none of the subject's, OF_INTENT for one that only says what is wanted. */
  placeOf: Int16Array;
  /** Neighbouring words, as terms. */
  pairs: readonly (readonly [number, number])[];
  /** How much each term says in a name: `termWeights[term]`. */
  termWeights: Float64Array;
  /** Share of its words that no document has. */
  unknown: number;
}

const OF_INTENT = -1;

/** Number of documents that contain a stem, and of documents in all. */
export interface TermStatistics {
  frequency: (stem: string) => number;
  documents: number;
  /** Number of sheets that speak of an account. */
  sheetsOf: (compte: string) => number;
  terms: Terms;
}

/** A word no document has may be a misspelling or another subject: it counts as a fairly rare word, not as the rarest. */
const UNKNOWN_WORD_FREQUENCY = 20;

/** Weighs the words of a subject by their rarity in the knowledge base. */
export function weighSubject(tokens: Token[], statistics: TermStatistics): Subject {
  const { frequency, documents, terms } = statistics;
  const stems = [...new Set(tokens.map(({ stem }) => stem))];
  const weights = stems.map((stem) => rarity(frequency(stem) || UNKNOWN_WORD_FREQUENCY, documents));
  const placeOf = new Int16Array(terms.documents.length);
  for (const stem of INTENT_STEMS) placeOf[terms.idOf(stem)] = OF_INTENT;
  stems.forEach((stem, at) => (placeOf[terms.idOf(stem)] = at + 1));
  // What is no term has no place, and no term is numbered 0.
  placeOf[0] = 0;
  const numbered = tokens.map(({ stem }) => terms.idOf(stem));
  const pairs = numbered.slice(1).map((term, at) => [numbered[at] ?? 0, term] as const);
  const unknown = stems.filter((stem) => frequency(stem) === 0).length / Math.max(1, stems.length);
  return {
    weights,
    total: sum(weights),
    terms: stems.map(terms.idOf),
    placeOf,
    pairs,
    termWeights: termWeights(statistics),
    unknown,
  };
}

/** One for each index that is open: they are the same for every question. */
const knownWeights = new WeakMap<Terms, Float64Array>();

function termWeights({ terms, documents }: TermStatistics): Float64Array {
  const weights =
    knownWeights.get(terms) ??
    Float64Array.from(terms.documents, (frequency) => rarity(frequency || UNKNOWN_WORD_FREQUENCY, documents));
  knownWeights.set(terms, weights);
  return weights;
}

/** How the names and the body of a document meet a subject. */
export function meet(
  subject: Subject,
  { names, bodyTerms }: Pick<StoredDocument, 'names' | 'bodyTerms'>,
): Pick<Features, 'coverage' | 'presence' | 'name' | 'title' | 'contained' | 'order'> {
  const met: number[] = [];
  let [name, title, contained] = [0, 0, 0];
  for (let from = 0, to = 0; from < names.length; from = to + 1) {
    to = names.indexOf(END_OF_NAME, from);
    const match = matchName(subject, names, from, to, met);
    name = Math.max(name, match.harmonic);
    if (from === 0) title = match.harmonic;
    if (match.whole) contained = Math.max(contained, match.share);
  }
  const { weights, terms } = subject;
  const all = Math.max(subject.total, Number.EPSILON);
  let [inNames, inBody] = [0, 0];
  for (const place of met) inNames += weights[place - 1] ?? 0;
  for (let at = 0; at < weights.length; at++)
    if (!met.includes(at + 1) && isAmong(bodyTerms, terms[at] ?? 0)) inBody += weights[at] ?? 0;
  const coverage = inNames / all;
  const presence = coverage + inBody / all;
  return { coverage, presence, name, title, contained, order: orderOf(subject, names) };
}

const NOT_MET = { share: 0, harmonic: 0, whole: false };

/**
 * The name from one place of a row of names up to another. Adds to `met` the places in the subject of the words shared. `share` is the
 * part of the subject, `harmonic` the mean of it and the part of the name. A word that a name has twice counts once.
 */
function matchName(
  { weights, placeOf, termWeights, total }: Subject,
  names: Uint32Array,
  from: number,
  to: number,
  met: number[],
): typeof NOT_MET {
  let [shared, whole] = [0, 0];
  for (let at = from; at < to; at++) {
    const term = names[at] ?? 0;
    const place = placeOf[term] ?? 0;
    if (place === OF_INTENT || stoodBefore(names, from, at)) continue;
    if (place === 0) {
      whole += termWeights[term] ?? 0;
      continue;
    }
    const weight = weights[place - 1] ?? 0;
    whole += weight;
    shared += weight;
    if (!met.includes(place)) met.push(place);
  }
  return shared === 0 ? NOT_MET : { share: shared / total, harmonic: (2 * shared) / (total + whole), whole: shared === whole };
}

/** Names are short: looking back takes less than remembering. */
function stoodBefore(names: Uint32Array, from: number, at: number): boolean {
  for (let before = from; before < at; before++) if (names[before] === names[at]) return true;
  return false;
}

function orderOf({ pairs }: Subject, names: Uint32Array): number {
  if (pairs.length === 0) return 0;
  return pairs.filter(([one, next]) => one !== 0 && next !== 0 && areNeighbours(names, one, next)).length / pairs.length;
}

function areNeighbours(names: Uint32Array, one: number, next: number): boolean {
  for (let at = names.indexOf(one); at >= 0; at = names.indexOf(one, at + 1)) if (names[at + 1] === next) return true;
  return false;
}

/** Whether a term is among ascending ones. */
function isAmong(terms: Uint32Array, wanted: number): boolean {
  let [from, to] = [0, terms.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((terms[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return from < terms.length && terms[from] === wanted;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Sheets found first that lend support to the accounts they speak of. */
export const SUPPORTING = 20;

/** For each account spoken of by the sheets found first, how much that says: the sheet's fused score times the account's rarity. */
export function supportOf(
  sheets: { document: StoredDocument; fused: number }[],
  { sheetsOf, documents }: TermStatistics,
): Map<string, number> {
  const support = new Map<string, number>();
  for (const { document, fused } of sheets) {
    for (const compte of document.comptes) {
      const telling = rarity(sheetsOf(compte), documents) / rarity(1, documents);
      support.set(compte, Math.max(support.get(compte) ?? 0, fused * telling));
    }
  }
  return support;
}
