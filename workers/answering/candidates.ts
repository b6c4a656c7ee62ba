import type { Token } from '../analysis/analyser.ts';
import type { DocumentKind } from '../indexing/documents.ts';
import { rarity } from '../retrieval/rarity.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { StoredDocument } from '../store/open-index.ts';
import type { Intent } from './understand.ts';

/** A document found, with what speaks for it; all figures 0 to 1. */
export interface Candidate {
  document: StoredDocument;
  fused: number;
  /** Share of the subject's words found in the document, rare words counting more; the body counts less than the rest. */
  coverage: number;
  /** Cosine similarity of the best passage. */
  similarity: number;
  score: number;
}

/** Number of documents that contain a stem, and of documents in all. */
export interface TermStatistics {
  frequency: (stem: string) => number;
  documents: number;
}

/** What a kind of document adds for each kind of question. */
const KIND_FITS_INTENT: Record<Intent, Partial<Record<DocumentKind, number>>> = {
  compte: { compte: 0.08, operation: 0.04 },
  fiche_compte: { compte: 0.1 },
  ecriture: { operation: 0.12 },
  regle: { regle: 0.05, etat: 0.05, limite: 0.03 },
};

const BODY_SHARE = 0.55;
/** A word no document has may be a misspelling or another subject: it counts as a fairly rare word, not as the rarest. */
const UNKNOWN_WORD_FREQUENCY = 5;

/** Scores the documents of a retrieval for a subject; best first, ties by id. */
export function rankCandidates(
  retrieval: Retrieval,
  documents: StoredDocument[],
  subject: Token[],
  intent: Intent,
  statistics: TermStatistics,
): Candidate[] {
  const fused = new Map(retrieval.fused.map(({ id, score }) => [id, score]));
  const similar = new Map(retrieval.semantic.map(({ id, score }) => [id, score]));
  const weights = weigh(subject, statistics);
  return documents
    .map((document) => {
      const parts = {
        fused: fused.get(document.id) ?? 0,
        coverage: cover(document, weights),
        similarity: similar.get(document.id) ?? 0,
      };
      const score =
        0.35 * parts.fused + 0.4 * parts.coverage + 0.25 * parts.similarity + (KIND_FITS_INTENT[intent][document.kind] ?? 0);
      return { document, ...parts, score };
    })
    .sort((a, b) => b.score - a.score || a.document.id - b.document.id);
}

/** 0 (nothing supports the candidate) to 1: words shared first, meaning second. */
export function confidenceOf({ coverage, similarity }: Candidate): number {
  const meaning = Math.min(1, Math.max(0, (similarity - 0.35) / 0.5));
  return 0.6 * coverage + 0.4 * meaning;
}

/** How much each distinct stem of the subject says. */
function weigh(subject: Token[], { frequency, documents }: TermStatistics): Map<string, number> {
  return new Map(subject.map(({ stem }) => [stem, rarity(frequency(stem) || UNKNOWN_WORD_FREQUENCY, documents)]));
}

function cover({ headStems, bodyStems }: StoredDocument, weights: Map<string, number>): number {
  let [found, all] = [0, 0];
  for (const [stem, weight] of weights) {
    all += weight;
    if (headStems.has(stem)) found += weight;
    else if (bodyStems.has(stem)) found += weight * BODY_SHARE;
  }
  return all === 0 ? 0 : found / all;
}
