import { peutEtreObjet, selonObjet } from '../comptabilite/objet.ts';
import type { IndexStore } from '../store/open-index.ts';
import type { Candidate } from './candidates.ts';
import { saysDirection } from './directions.ts';
import type { Understanding } from './understand.ts';

/** How much better (as the logarithm of odds) another account must speak to the question than the sheet's own. */
const CLEARLY = 0.5;
/** Share of the question's subject that the account's names must explain at least. */
const EXPLAINED = 0.25;

/**
 * An operation with the account it is about in this question: one the question names, or the account of the operation's families
 * that speaks to the question clearly better than the sheet's own. `accounts` are ranked as for a question for an account.
 */
export function withObject(
  candidate: Candidate,
  accounts: Candidate[],
  { numeros, subject }: Understanding,
  store: IndexStore,
): Candidate {
  const { operation } = candidate.document.data;
  const objet = operation?.objet;
  if (!objet) return candidate;
  const fits = (numero: string): boolean =>
    numero !== objet.defaut &&
    peutEtreObjet(objet, numero) &&
    selonObjet(operation, numero, (compte) => store.compte(compte) !== undefined) !== undefined;
  const named = numeros.find(fits);
  if (named !== undefined) return { ...candidate, objet: named };
  // "Vendu à crédit" says nothing of what was sold.
  if (subject.every(({ stem }) => saysDirection(stem))) return candidate;
  const own = accounts.find(({ document }) => document.comptes[0] === objet.defaut);
  const best = accounts.find(
    ({ document, features }) => !document.data.subdivise && features.name >= EXPLAINED && fits(document.comptes[0] ?? ''),
  );
  const better = best && best.score - (own?.score ?? -Infinity) > CLEARLY;
  return better ? { ...candidate, objet: best.document.comptes[0] ?? objet.defaut } : candidate;
}

/** Who is owed or owes, VAT and treasury: the other side of most entries, seldom what somebody asks about. */
const OTHER_SIDE = /^(?:40|41|443|445|481|485|5)/;

const objetDefaut = ({ document }: Candidate): string | undefined => document.data.operation?.objet?.defaut;

/** An operation with the account, of those it books on, that speaks to the question most. */
export function withPrincipal(candidate: Candidate, accounts: Candidate[], { intent }: Understanding): Candidate {
  const lignes = candidate.document.data.operation?.ecritures.flatMap((ecriture) => ecriture.lignes) ?? [];
  const all = lignes.map(({ compte }) => (compte === objetDefaut(candidate) ? (candidate.objet ?? compte) : compte));
  // A transaction told in figures is about what was bought or sold; a bare phrase may well name the debt.
  const own = intent === 'ecriture' ? all.filter((compte) => !OTHER_SIDE.test(compte)) : all;
  const booked = own.length > 0 ? own : all;
  const principal = accounts.find(({ document }) => booked.includes(document.comptes[0] ?? ''))?.document.comptes[0];
  return principal === undefined ? candidate : { ...candidate, principal };
}
