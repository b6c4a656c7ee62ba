import { lignee, type PlanComptes } from '../comptabilite/plan-comptes.ts';
import type { FicheCompte } from './fiche.ts';
import type { Corpus } from './read-corpus.ts';

/** A line of an operation on a side that the account's own sheet does not know. To be read again, not always a mistake. */
export interface Divergence {
  operation: string;
  compte: string;
  sens: 'debit' | 'credit';
  /** The sheet of the account, or of the nearest account above it that has one. */
  fiche: string;
}

/** Where an operation and the sheet of an account disagree on the side on which the account moves; each once. */
export function divergencesDeSens({ fiches, comptes, plan }: Corpus): Divergence[] {
  const found = new Map<string, Divergence>();
  for (const fiche of fiches) {
    if (fiche.type !== 'operation') continue;
    for (const { compte, sens } of fiche.ecritures.flatMap(({ lignes }) => lignes)) {
      const own = nearestSheet(compte, comptes, plan);
      if (!own || own[sens].length > 0) continue;
      found.set(`${fiche.id} ${compte} ${sens}`, { operation: fiche.id, compte, sens, fiche: own.id });
    }
  }
  return [...found.values()];
}

function nearestSheet(numero: string, comptes: Corpus['comptes'], plan: PlanComptes): FicheCompte | undefined {
  const above = lignee(plan, numero).flatMap((compte) => comptes.get(compte.numero) ?? []);
  return above.findLast((fiche) => fiche.debit.length + fiche.credit.length > 0);
}
