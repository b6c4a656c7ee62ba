import { passerEcritures, type ModeleOperation } from '../comptabilite/ecriture.ts';
import { peutEtreObjet } from '../comptabilite/objet.ts';
import type { DocumentKind } from '../indexing/documents.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { StoredDocument } from '../store/read-documents.ts';
import { directionsOf, opposed } from './directions.ts';
import { FEATURE_NAMES, kindWeight, meet, weighSubject, type Features, type TermStatistics } from './features.ts';
import type { Intent } from './intent.ts';
import { chanceOf, RANKING } from './ranking.ts';
import type { Understanding } from './understand.ts';
import { lireValeurs } from './valeurs.ts';

/** A document that may answer. */
export interface Found {
  document: StoredDocument;
  /** Comparable among the candidates of one question only. */
  score: number;
  /** The account the operation is about in this question, where it is another than its sheet's. */
  objet?: string;
  /** Of the accounts it books on, the one that speaks to the question most. */
  principal?: string;
}

/** One that was ranked, with what speaks for it. */
export interface Candidate extends Found {
  features: Features;
}

/** Similarity a document found by words alone is taken to have when it is the best of them: that of a usual winner. */
const STAND_IN = 0.65;

/** What speaks for a document in one question, but for the accounts the question is about. */
export type FeatureReader = (document: StoredDocument) => Omit<Features, 'about'>;

/** Reads features for one question, of each document once. `support` is how far sheets support each account (by number). */
export function featureReader(
  { retrieval, support }: { retrieval: Retrieval; support: ReadonlyMap<string, number> },
  understanding: Understanding,
  statistics: TermStatistics,
): FeatureReader {
  const fused = scores(retrieval.fused);
  const lexical = scores(retrieval.lexical);
  const similar = scores(retrieval.semantic);
  const gathered = new Map(retrieval.semantic.map((one) => [one.id, one.gathered]));
  // What the search by meaning did not find is at most as near as the last one it found.
  const least = { similarity: retrieval.semantic.at(-1)?.score ?? 0, gathered: retrieval.semantic.at(-1)?.gathered ?? 0 };
  const [bestLexical, bestSimilar] = [retrieval.lexical[0]?.score ?? 0, retrieval.semantic[0]?.score ?? 0];
  const subject = weighSubject(understanding.subject, statistics);
  const directions = directionsOf(understanding.subject.map(({ stem }) => stem));
  const known = new Map<number, Omit<Features, 'about'>>();
  const read: FeatureReader = (document) => {
    const byWords = share(lexical.get(document.id), bestLexical);
    // Without the model, words alone stand for meaning.
    const standIn = retrieval.searchedByMeaning ? undefined : STAND_IN * byWords;
    const similarity = standIn ?? Math.max(0, similar.get(document.id) ?? least.similarity);
    return {
      ...meet(subject, document),
      fused: fused.get(document.id) ?? 0,
      lexical: byWords,
      similarity,
      gathered: standIn ?? Math.max(0, gathered.get(document.id) ?? least.gathered),
      nearness: standIn === undefined ? share(similarity, bestSimilar) : byWords,
      numbered: document.comptes.some((compte) => understanding.numeros.includes(compte)) ? 1 : 0,
      support: document.kind === 'compte' ? (support.get(document.comptes[0] ?? '') ?? 0) : 0,
      precise: document.kind === 'compte' && !document.data.subdivise ? 1 : 0,
      agreed: opposed(directions, directionsOf(document.titleStems)) ? 0 : 1,
      ...figuresOf(document, understanding),
      unknown: subject.unknown,
    };
  };
  return (document) => {
    const features = known.get(document.id) ?? read(document);
    known.set(document.id, features);
    return features;
  };
}

/**
 * Scores documents for an intent; best first, ties by id. `about` is how well each account answers the question by itself (by
 * number), against the best one: 0 to 1.
 */
export function rankCandidates(
  documents: StoredDocument[],
  intent: Intent,
  read: FeatureReader,
  about?: ReadonlyMap<string, number>,
): Candidate[] {
  return documents
    .map((document) => {
      const features: Features = { ...read(document), about: aboutOf(document, about) };
      return { document, features, score: scoreOf(features, intent, document.kind) };
    })
    .sort((a, b) => b.score - a.score || a.document.id - b.document.id);
}

function aboutOf({ comptes, data }: StoredDocument, about: ReadonlyMap<string, number> | undefined): number {
  if (!about) return 0;
  const objet = data.operation?.objet;
  let best = 0;
  for (const [compte, value] of about)
    if (value > best && (comptes.includes(compte) || (objet && peutEtreObjet(objet, compte)))) best = value;
  return best;
}

/**
 * Share of an operation's lines that the question's amounts put in figures, less what share of the amounts goes unused, and that
 * share; amounts that give a negative line are of another case: they fit nowhere.
 */
function figuresOf({ data }: StoredDocument, understanding: Understanding): Pick<Features, 'figured' | 'spare'> {
  const amounts = understanding.montants.length;
  if (amounts === 0 || !data.operation) return { figured: 0, spare: 0 };
  const { valeurs, inutilises } = lireValeurs(data.operation, understanding);
  const lines = passerEcritures(data.operation, valeurs, new Map());
  if (lines.length === 0 || lines.some(({ montant }) => (montant ?? 0) < 0)) return { figured: 0, spare: 1 };
  const spare = Math.min(1, inutilises.length / amounts);
  const figured = lines.filter(({ montant }) => montant !== null).length / lines.length;
  return { figured: figured * (missesVat(data.operation, understanding) ? 0.5 : 1) * (1 - spare), spare };
}

/** Whether the question speaks of VAT and the operation has none. */
function missesVat({ parametres }: ModeleOperation, { montants, taux }: Understanding): boolean {
  const spoken = taux.some(({ tva }) => tva) || montants.some(({ nature }) => nature !== 'indetermine');
  return spoken && !parametres.some(({ nom }) => nom === 'taux_tva');
}

/** How much each feature counts, in the order of their names. */
const FEATURE_WEIGHTS = FEATURE_NAMES.map((name) => ({ name, weight: RANKING.weights[name] ?? 0 }));

/** The weighted sum of valuesOf, in the same order: to the last digit what was learned. */
function scoreOf(features: Features, intent: Intent, kind: DocumentKind): number {
  let score = RANKING.weights[kindWeight(intent, kind)] ?? 0;
  for (const { name, weight } of FEATURE_WEIGHTS) score += weight * features[name];
  return score;
}

/** What a candidate's score is the weighted sum of, by name. */
export function valuesOf(features: Features, intent: Intent, kind: DocumentKind): Record<string, number> {
  const named = FEATURE_NAMES.map((name) => [name, features[name]] as const);
  return Object.fromEntries([[kindWeight(intent, kind), 1], ...named]);
}

/** What the confidence in the best candidate is computed from, by name; `next` is the score of the one after it. */
export function confidenceValues(
  { features, document }: Pick<Candidate, 'features' | 'document'>,
  intent: Intent,
  score: number,
  next: number | undefined,
): Record<string, number> {
  const lead = next === undefined ? LONGEST_LEAD : Math.min(LONGEST_LEAD, score - next);
  return { ...features, [kindWeight(intent, document.kind)]: 1, score, lead };
}

const LONGEST_LEAD = 3;

/** Chance, 0 to 1, that the best candidate answers the question; `next` is the one after it. */
export function confidenceOf(best: Candidate, intent: Intent, next?: Candidate): number {
  return chanceOf(confidenceValues(best, intent, best.score, next?.score), RANKING);
}

const scores = (ranked: Retrieval['fused']): Map<number, number> => new Map(ranked.map(({ id, score }) => [id, score]));

const share = (score: number | undefined, best: number): number => (score === undefined || best <= 0 ? 0 : score / best);
