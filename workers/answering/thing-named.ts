import type { Token } from '../analysis/analyser.ts';
import { peutEtreObjet, selonObjet } from '../comptabilite/objet.ts';
import { lexicalSearch } from '../retrieval/lexical-search.ts';
import { rarity } from '../retrieval/rarity.ts';
import type { IndexStore } from '../store/open-index.ts';
import { eachName } from '../store/packed-terms.ts';
import type { StoredDocument } from '../store/read-documents.ts';
import type { Candidate } from './candidates.ts';
import type { Understanding } from './understand.ts';

/** Documents found by the thing's words among which its account is looked for. */
const FOUND = 200;

/**
 * An operation whose account was not exchanged, with the account of its families that the question calls by a name while all else it
 * says is about the operation ("véhicule … amorti sur 5 ans"). The rarest name counts; the sheet's own account stays where it is
 * called as clearly, or is the first of the families in `accounts`, ranked as for a question for an account.
 */
export function withThingNamed(
  candidate: Candidate,
  accounts: Candidate[],
  { subject }: Understanding,
  store: IndexStore,
): Candidate {
  const { operation } = candidate.document.data;
  const objet = operation?.objet;
  if (!objet || candidate.objet !== undefined) return candidate;
  const first = accounts.find(({ document }) => peutEtreObjet(objet, document.comptes[0] ?? ''));
  if (first?.document.comptes[0] === objet.defaut) return candidate;
  const said = wordsBesides(subject, candidate.document);
  const own = store.documentByKey(`compte-${objet.defaut}`);
  let best = { numero: objet.defaut, weight: own ? calledBy(said, own, store) : 0 };
  for (const document of accountsWith(said, store)) {
    const numero = document.comptes[0] ?? '';
    if (document.data.subdivise || !peutEtreObjet(objet, numero)) continue;
    const weight = calledBy(said, document, store);
    const exists = (compte: string): boolean => store.compte(compte) !== undefined;
    if (weight > best.weight && selonObjet(operation, numero, exists)) best = { numero, weight };
  }
  return best.numero === objet.defaut ? candidate : { ...candidate, objet: best.numero };
}

/** Words of the subject that the operation's title does not have. */
function wordsBesides(subject: Token[], { titleStems }: StoredDocument): Token[] {
  const title = new Set(titleStems);
  return subject.filter(({ stem }) => !title.has(stem));
}

function accountsWith(words: Token[], store: IndexStore): StoredDocument[] {
  return lexicalSearch(store, words, FOUND)
    .filter(({ id }) => store.kindOf(id) === 'compte')
    .flatMap(({ id }) => store.document(id) ?? []);
}

/** Rarity of the rarest of the document's names that is said word for word; 0 when none is. */
function calledBy(said: Token[], { names }: StoredDocument, store: IndexStore): number {
  const spoken = new Set(said.map(({ stem }) => store.terms.idOf(stem)));
  const rarityOf = (sum: number, term: number): number => sum + rarity(store.terms.documents[term] ?? 0, store.documentCount());
  const called = eachName(names).filter((name) => name.every((term) => spoken.has(term)));
  return Math.max(0, ...called.map((name) => name.reduce(rarityOf, 0)));
}
