import { passerEcritures } from '../comptabilite/ecriture.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { StoredDocument } from '../store/open-index.ts';
import { FEATURE_NAMES, kindWeight, meet, weighSubject, type Features, type TermStatistics } from './features.ts';
import { chanceOf, RANKING, type Ranking } from './ranking.ts';
import type { Understanding } from './understand.ts';
import { lireValeurs } from './valeurs.ts';

/** A document found, with what speaks for it. */
export interface Candidate {
  document: StoredDocument;
  features: Features;
  /** Comparable among the candidates of one question only. */
  score: number;
}

/** Documents to be scored, the rankings they come from, and how far sheets support each account (by number). */
export interface Selection {
  retrieval: Retrieval;
  documents: StoredDocument[];
  support: ReadonlyMap<string, number>;
}

/** Scores documents for a question; best first, ties by id. */
export function rankCandidates(
  { retrieval, documents, support }: Selection,
  understanding: Understanding,
  statistics: TermStatistics,
  ranking: Ranking = RANKING,
): Candidate[] {
  const fused = scores(retrieval.fused);
  const lexical = scores(retrieval.lexical);
  const similar = scores(retrieval.semantic);
  const [bestLexical, bestSimilar] = [retrieval.lexical[0]?.score ?? 0, retrieval.semantic[0]?.score ?? 0];
  const subject = weighSubject(understanding.subject, statistics);
  return documents
    .map((document) => {
      const similarity = Math.max(0, similar.get(document.id) ?? 0);
      const features: Features = {
        ...meet(subject, document),
        fused: fused.get(document.id) ?? 0,
        lexical: share(lexical.get(document.id), bestLexical),
        similarity,
        nearness: share(similarity, bestSimilar),
        numbered: document.comptes.some((compte) => understanding.numeros.includes(compte)) ? 1 : 0,
        support: document.kind === 'compte' ? (support.get(document.comptes[0] ?? '') ?? 0) : 0,
        precise: document.kind === 'compte' && !document.data.subdivise ? 1 : 0,
        figured: figuredShare(document, understanding),
        unknown: subject.unknown,
      };
      return { document, features, score: scoreOf(features, understanding.intent, document, ranking) };
    })
    .sort((a, b) => b.score - a.score || a.document.id - b.document.id);
}

/**
 * Share of an operation's lines that the question's amounts put in figures, less what share of the amounts goes unused; 0 where
 * they give a negative line: another case.
 */
function figuredShare({ data }: StoredDocument, understanding: Understanding): number {
  if (understanding.montants.length === 0 || !data.operation) return 0;
  const { valeurs, inutilises } = lireValeurs(data.operation, understanding);
  const lines = passerEcritures(data.operation, valeurs, new Map());
  if (lines.length === 0 || lines.some(({ montant }) => (montant ?? 0) < 0)) return 0;
  const figured = lines.filter(({ montant }) => montant !== null).length / lines.length;
  return figured * (1 - inutilises.length / Math.max(1, understanding.montants.length));
}

function scoreOf(features: Features, intent: Understanding['intent'], { kind }: StoredDocument, { weights }: Ranking): number {
  const bias = weights[kindWeight(intent, kind)] ?? 0;
  return FEATURE_NAMES.reduce((score, name) => score + (weights[name] ?? 0) * features[name], bias);
}

/** Chance, 0 to 1, that the best candidate answers the question; `next` is the one after it. */
export function confidenceOf({ features, score }: Candidate, next?: Candidate, ranking: Ranking = RANKING): number {
  return chanceOf({ ...features, score, lead: next ? Math.min(3, score - next.score) : 3 }, ranking);
}

const scores = (ranked: Retrieval['fused']): Map<number, number> => new Map(ranked.map(({ id, score }) => [id, score]));

const share = (score: number | undefined, best: number): number => (score === undefined || best <= 0 ? 0 : score / best);
