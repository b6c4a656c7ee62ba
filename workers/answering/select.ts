import { compteKey, type DocumentKind } from '../indexing/documents.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { IndexStore, StoredDocument } from '../store/open-index.ts';
import { rankCandidates, type Candidate } from './candidates.ts';
import { supportOf, type TermStatistics } from './features.ts';
import type { NamedPlace } from './named-places.ts';
import type { Understanding } from './understand.ts';

/** Documents looked at closely. */
const CANDIDATES = 60;
/** Accounts of the sheets found first that are looked at though no word or meaning found them. */
const SUPPORTED = 20;

/** A question for an account is answered by an account, or by a sheet that says why there is none. */
const ANSWERS_WITH_ACCOUNT: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['compte', 'limite', 'texte']);

/** The documents that may answer a question, best first; only those that speak of the places it names. */
export function selectCandidates(
  understanding: Understanding,
  retrieval: Retrieval,
  store: IndexStore,
  places: NamedPlace[] = [],
): Candidate[] {
  const statistics: TermStatistics = {
    frequency: (stem) => store.documentFrequency(stem),
    documents: store.documentCount(),
    sheetsOf: (compte) => store.sheetsOf(compte),
  };
  const named = places.flatMap(({ reference }) => (reference === undefined ? [] : store.citing(reference)));
  const known = new Set(retrieval.fused.map(({ id }) => id));
  const fused = [...retrieval.fused, ...named.filter((id) => !known.has(id)).map((id) => ({ id, score: 0 }))];
  const found = fused.flatMap(({ id, score }) => {
    const document = store.document(id);
    return document && (places.length === 0 || places.every((place) => place.isIn(document))) ? [{ document, fused: score }] : [];
  });
  const support = supportOf(found, statistics);
  const documents = understanding.intent === 'compte' ? accountsOf(found, support, store) : found.slice(0, CANDIDATES);
  const chosen = documents.map(({ document }) => document);
  return rankCandidates({ retrieval, documents: chosen, support }, understanding, statistics);
}

function accountsOf(
  found: { document: StoredDocument; fused: number }[],
  support: Map<string, number>,
  store: IndexStore,
): { document: StoredDocument; fused: number }[] {
  const direct = found.filter(({ document }) => ANSWERS_WITH_ACCOUNT.has(document.kind)).slice(0, CANDIDATES);
  const known = new Set(direct.map(({ document }) => document.key));
  const supported = [...support]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SUPPORTED)
    .flatMap(([numero]) => (known.has(compteKey(numero)) ? [] : (store.documentByKey(compteKey(numero)) ?? [])));
  return [...direct, ...supported.map((document) => ({ document, fused: 0 }))];
}
