import type { Token } from '../analysis/analyser.ts';
import type { DocumentKind } from '../indexing/documents.ts';
import { rarity } from '../retrieval/rarity.ts';
import type { StoredDocument } from '../store/open-index.ts';
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
  'unknown',
] as const satisfies readonly (keyof Features)[];

/** The name of the weight of a kind of document for an intent. */
export const kindWeight = (intent: Intent, kind: DocumentKind): string => `${intent} → ${kind}`;

/** The subject of a question with the weight of each of its words. */
export interface Subject {
  /** Distinct stems with how much each says. */
  weights: ReadonlyMap<string, number>;
  total: number;
  /** Neighbouring stems, joined by a space. */
  pairs: readonly string[];
  weightOf: (stem: string) => number;
  /** Share of its words that no document has. */
  unknown: number;
}

/** Number of documents that contain a stem, and of documents in all. */
export interface TermStatistics {
  frequency: (stem: string) => number;
  documents: number;
  /** Number of sheets that speak of an account. */
  sheetsOf: (compte: string) => number;
}

/** A word no document has may be a misspelling or another subject: it counts as a fairly rare word, not as the rarest. */
const UNKNOWN_WORD_FREQUENCY = 20;

/** Weighs the words of a subject by their rarity in the knowledge base. */
export function weighSubject(tokens: Token[], { frequency, documents }: TermStatistics): Subject {
  const known = new Map<string, number>();
  const weightOf = (stem: string): number => {
    const weight = known.get(stem) ?? rarity(frequency(stem) || UNKNOWN_WORD_FREQUENCY, documents);
    known.set(stem, weight);
    return weight;
  };
  const weights = new Map(tokens.map(({ stem }) => [stem, weightOf(stem)]));
  const pairs = tokens.slice(1).map(({ stem }, at) => `${tokens[at]?.stem} ${stem}`);
  const unknown = [...weights.keys()].filter((stem) => frequency(stem) === 0).length / Math.max(1, weights.size);
  return { weights, total: sum(weights.values()), pairs, weightOf, unknown };
}

/** How the names and the body of a document meet a subject. */
export function meet(
  subject: Subject,
  { names, bodyStems }: StoredDocument,
): Pick<Features, 'coverage' | 'presence' | 'name' | 'title' | 'contained' | 'order'> {
  const met = new Set<string>();
  let [name, title, contained] = [0, 0, 0];
  names.forEach((stems, at) => {
    const match = matchName(subject, stems, met);
    name = Math.max(name, match.harmonic);
    if (at === 0) title = match.harmonic;
    if (match.whole) contained = Math.max(contained, match.share);
  });
  const all = Math.max(subject.total, Number.EPSILON);
  const inBody = [...subject.weights].filter(([stem]) => !met.has(stem) && bodyStems.has(stem));
  const coverage = sum([...met].map((stem) => subject.weights.get(stem) ?? 0)) / all;
  const presence = coverage + sum(inBody.map(([, weight]) => weight)) / all;
  return { coverage, presence, name, title, contained, order: orderOf(subject, names) };
}

/** Adds to `met` the stems shared. `share` is the part of the subject, `harmonic` the mean of it and the part of the name. */
function matchName({ weights, total, weightOf }: Subject, stems: readonly string[], met: Set<string>) {
  let [shared, whole] = [0, 0];
  for (const stem of new Set(stems)) {
    const weight = weights.get(stem);
    if (weight === undefined && INTENT_STEMS.has(stem)) continue;
    whole += weight ?? weightOf(stem);
    if (weight === undefined) continue;
    shared += weight;
    met.add(stem);
  }
  if (shared === 0) return { share: 0, harmonic: 0, whole: false };
  return { share: shared / total, harmonic: (2 * shared) / (total + whole), whole: shared === whole };
}

function orderOf({ pairs }: Subject, names: StoredDocument['names']): number {
  if (pairs.length === 0) return 0;
  const lines = names.map((stems) => ` ${stems.join(' ')} `);
  return pairs.filter((pair) => lines.some((line) => line.includes(` ${pair} `))).length / pairs.length;
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
