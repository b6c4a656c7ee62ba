import type { Finding } from '../../core/domain/settlement.ts';
import { compteKey } from '../indexing/documents.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { IndexStore, StoredDocument } from '../store/open-index.ts';
import { confidenceOf, type Candidate } from './candidates.ts';
import type { Features } from './features.ts';
import { composeAnswer, libraryOf, type Library } from './compose.ts';
import { RANKING } from './ranking.ts';
import { refuse } from './refuse.ts';
import { selectCandidates } from './select.ts';
import type { Understanding } from './understand.ts';

/**
 * Answers from what was retrieved and from nothing else. Accounts and articles that a question names are looked up by
 * number; one that does not exist, or is not in the knowledge base, is refused by name.
 */
export function answer(understanding: Understanding, retrieval: Retrieval, store: IndexStore): Finding {
  const library = libraryOf(store);
  const unknown = understanding.numeros.filter((numero) => !store.compte(numero));
  if (unknown.length > 0) return refuseUnknownAccounts(unknown, understanding, store, library);
  const candidates = selectCandidates(understanding, retrieval, store);
  const eligible = candidates.filter(({ document }) => cites(document, understanding.articles));
  if (understanding.articles.length > 0 && eligible.length === 0) {
    const which = understanding.articles.join(', ');
    const reason = `La base ne cite pas l’article ${which} : son contenu ne peut pas être confirmé ici.`;
    return refuse(understanding, candidates, library, { reason });
  }
  const [best, next] = eligible;
  if (understanding.intent === 'fiche_compte')
    return composeAnswer(understanding, namedAccounts(understanding, store), library, 1);
  const confidence = best ? confidenceOf(best, next) : 0;
  if (confidence < RANKING.leastConfidence) return refuse(understanding, eligible, library, { confidence });
  return composeAnswer(understanding, eligible, library, confidence);
}

/** The accounts a question names, as certain candidates. */
function namedAccounts({ numeros }: Understanding, store: IndexStore): Candidate[] {
  return numeros.flatMap((numero) => certain(store.documentByKey(compteKey(numero))));
}

function certain(document: StoredDocument | undefined): Candidate[] {
  return document ? [{ document, features: CERTAIN, score: 0 }] : [];
}

function refuseUnknownAccounts(unknown: string[], understanding: Understanding, store: IndexStore, library: Library): Finding {
  const parents = unknown.flatMap((numero) => nearestParent(numero, store));
  const which = unknown.length > 1 ? `Les comptes ${unknown.join(', ')} n’existent` : `Le compte ${unknown[0]} n’existe`;
  return refuse(understanding, parents, library, { reason: `${which} pas au plan de comptes SYSCOHADA.` });
}

/** Nothing was weighed: the question names the account. */
const CERTAIN: Features = {
  fused: 1,
  lexical: 1,
  similarity: 1,
  nearness: 1,
  coverage: 1,
  presence: 1,
  name: 1,
  title: 1,
  contained: 1,
  order: 1,
  numbered: 1,
  support: 0,
  figured: 0,
};

/** The longest beginning of the number that is an account. */
function nearestParent(numero: string, store: IndexStore): Candidate[] {
  for (let length = Math.min(4, numero.length - 1); length > 0; length--) {
    const document = store.documentByKey(compteKey(numero.slice(0, length)));
    if (document) return certain(document);
  }
  return [];
}

function cites(document: StoredDocument, articles: string[]): boolean {
  return articles.every((article) => document.reference.split(' ; ').includes(`AUDCIF, art. ${article}`));
}
