import { compteKey, type DocumentKind } from '../indexing/documents.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { IndexStore } from '../store/open-index.ts';
import type { StoredDocument } from '../store/read-documents.ts';
import { featureReader, rankCandidates, type Candidate } from './candidates.ts';
import { withObject, withPrincipal } from './object-account.ts';
import { SUPPORTING, supportOf, type TermStatistics } from './features.ts';
import type { NamedPlace } from './named-places.ts';
import { withThingNamed } from './thing-named.ts';
import type { Understanding } from './understand.ts';

/** Documents looked at closely. */
const CANDIDATES = 60;
/** Accounts of the sheets found first that are looked at though no word or meaning found them. */
const SUPPORTED = 20;

/** Accounts looked at for what a question that does not ask for one is about. */
const ACCOUNTS = 40;

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
    terms: store.terms,
  };
  const ranked = inOrder(retrieval, places, store);
  const take = (kinds: (kind: DocumentKind) => boolean, most: number): StoredDocument[] =>
    read(
      ranked,
      (id) => kinds(store.kindOf(id)),
      most,
      (document) => places.every((place) => place.isIn(document, store.terms)),
      store,
    );
  const sheets = take((kind) => kind !== 'compte', SUPPORTING);
  const support = supportFrom(sheets, retrieval, statistics);
  const features = featureReader({ retrieval, support }, understanding, statistics);
  if (understanding.intent === 'compte') {
    const documents = withSupported(
      take((kind) => ANSWERS_WITH_ACCOUNT.has(kind), CANDIDATES),
      support,
      store,
    );
    return preferParts(rankCandidates(documents, 'compte', features));
  }
  const comptes = take((kind) => kind === 'compte', ACCOUNTS);
  const accounts = rankCandidates(comptes, 'compte', features);
  // Who wants an entry is not helped by an account alone.
  const documents = take((kind) => understanding.intent !== 'ecriture' || kind !== 'compte', CANDIDATES);
  return rankCandidates(documents, understanding.intent, features, sharesOf(accounts)).map((candidate, at) => {
    const about = withObject(candidate, accounts, understanding, store);
    return withPrincipal(at === 0 ? withThingNamed(about, accounts, understanding, store) : about, accounts, understanding);
  });
}

/** How near in score (as the logarithm of odds) a part of an account must come to the whole. */
const NEARLY = 0.5;

/** A divided account gives way to a part of it that answers nearly as well: that is the one to be booked on, and it names the whole. */
function preferParts(ranked: Candidate[]): Candidate[] {
  const [best, ...others] = ranked;
  if (!best?.document.data.subdivise) return ranked;
  const whole = best.document.comptes[0] ?? '';
  const part = others.find(
    ({ document, score }) => best.score - score <= NEARLY && document.kind === 'compte' && document.comptes[0]?.startsWith(whole),
  );
  return part ? [part, ...others.filter((one) => one !== part)] : ranked;
}

function supportFrom(sheets: StoredDocument[], { fused }: Retrieval, statistics: TermStatistics): Map<string, number> {
  const scores = new Map(fused.map(({ id, score }) => [id, score]));
  return supportOf(
    sheets.map((document) => ({ document, fused: scores.get(document.id) ?? 0 })),
    statistics,
  );
}

/** How near each account comes to the best one, by number. */
function sharesOf(accounts: Candidate[]): Map<string, number> {
  const best = accounts[0]?.score ?? 0;
  return new Map(accounts.map(({ document, score }) => [document.comptes[0] ?? '', Math.exp(score - best)]));
}

/** Ids of the documents found, best first, then of those that cite what the question names. */
function inOrder(retrieval: Retrieval, places: NamedPlace[], store: IndexStore): number[] {
  const named = places.flatMap(({ reference }) => (reference === undefined ? [] : store.citing(reference)));
  return [...new Set([...retrieval.fused.map(({ id }) => id), ...named])];
}

/** Reads documents in their order until there are `most`: reading one takes longer than finding it. */
function read(
  ids: number[],
  wanted: (id: number) => boolean,
  most: number,
  admits: (document: StoredDocument) => boolean,
  store: IndexStore,
): StoredDocument[] {
  const documents: StoredDocument[] = [];
  for (const id of ids) {
    if (documents.length === most) break;
    const document = wanted(id) ? store.document(id) : undefined;
    if (document && admits(document)) documents.push(document);
  }
  return documents;
}

/** The accounts of the sheets found first, after those found by themselves. */
function withSupported(direct: StoredDocument[], support: Map<string, number>, store: IndexStore): StoredDocument[] {
  const known = new Set(direct.map(({ key }) => key));
  const supported = [...support]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SUPPORTED)
    .flatMap(([numero]) => (known.has(compteKey(numero)) ? [] : (store.documentByKey(compteKey(numero)) ?? [])));
  return [...direct, ...supported];
}
