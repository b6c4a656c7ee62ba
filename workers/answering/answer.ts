import type { Finding } from '../../core/domain/settlement.ts';
import { compteKey } from '../indexing/documents.ts';
import type { Retrieval } from '../retrieval/retrieve.ts';
import type { IndexStore, StoredDocument } from '../store/open-index.ts';
import { confidenceOf, rankCandidates, type Candidate } from './candidates.ts';
import { composeAnswer, type Library } from './compose.ts';
import { refuse } from './refuse.ts';
import type { Understanding } from './understand.ts';

/** Documents looked at closely. */
const CANDIDATES = 40;

/** Below this a question is refused. Chosen by eye on some forty questions; it is not calibrated yet. */
export const LEAST_CONFIDENCE = 0.5;

/**
 * Answers from what was retrieved and from nothing else. Accounts and articles that a question names are looked up by
 * number; one that does not exist, or is not in the knowledge base, is refused by name.
 */
export function answer(understanding: Understanding, retrieval: Retrieval, store: IndexStore): Finding {
  const library: Library = { compte: (numero) => store.compte(numero), passages: (id) => store.passageTexts(id) };
  const unknown = understanding.numeros.filter((numero) => !store.compte(numero));
  if (unknown.length > 0) return refuseUnknownAccounts(unknown, understanding, store, library);
  const candidates = ranked(understanding, retrieval, store);
  const eligible = candidates.filter(({ document }) => cites(document, understanding.articles));
  if (understanding.articles.length > 0 && eligible.length === 0) {
    const which = understanding.articles.join(', ');
    return refuse(
      understanding,
      candidates,
      library,
      `La base ne cite pas l’article ${which} : son contenu ne peut pas être confirmé ici.`,
    );
  }
  const [best] = eligible;
  if (understanding.intent === 'fiche_compte') return composeAnswer(understanding, namedAccounts(understanding, store), library);
  if (!best || confidenceOf(best) < LEAST_CONFIDENCE) return refuse(understanding, eligible, library);
  return composeAnswer(understanding, eligible, library);
}

function ranked(understanding: Understanding, retrieval: Retrieval, store: IndexStore): Candidate[] {
  const documents = retrieval.fused.slice(0, CANDIDATES).flatMap(({ id }) => store.document(id) ?? []);
  const statistics = { frequency: (stem: string) => store.documentFrequency(stem), documents: store.documentCount() };
  return rankCandidates(retrieval, documents, understanding.subject, understanding.intent, statistics);
}

/** The accounts a question names, as certain candidates. */
function namedAccounts({ numeros }: Understanding, store: IndexStore): Candidate[] {
  return numeros.flatMap((numero) => certain(store.documentByKey(compteKey(numero))));
}

function certain(document: StoredDocument | undefined): Candidate[] {
  return document ? [{ document, fused: 1, coverage: 1, similarity: 1, score: 1 }] : [];
}

function refuseUnknownAccounts(unknown: string[], understanding: Understanding, store: IndexStore, library: Library): Finding {
  const parents = unknown.flatMap((numero) => nearestParent(numero, store));
  const which = unknown.length > 1 ? `Les comptes ${unknown.join(', ')} n’existent` : `Le compte ${unknown[0]} n’existe`;
  return refuse(understanding, parents, library, `${which} pas au plan de comptes SYSCOHADA.`);
}

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
