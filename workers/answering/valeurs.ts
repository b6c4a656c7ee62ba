import type { ModeleOperation } from '../comptabilite/ecriture.ts';
import type { Valeurs } from '../comptabilite/formule.ts';
import type { MontantLu, NatureMontant } from './montants.ts';
import type { Understanding } from './understand.ts';

/** Rate put on an amount whose VAT rate the question leaves out (percent); the answer says so. It is the one of most UEMOA states. */
export const TAUX_TVA_SUPPOSE = 18;

/** The values a question gives for an operation, and what had to be assumed (French sentences). */
export interface ValeursLues {
  valeurs: Valeurs;
  hypotheses: string[];
}

/** The figures of one invoice as far as the question gives them. */
interface Facture {
  HT: number | undefined;
  TVA: number | undefined;
  TTC: number | undefined;
}

/**
 * Puts the figures of a question on the parameters of an operation. A bare amount is the first parameter's; of HT, TVA and TTC
 * two give the third, and one gives the others with the rate, so that HT + TVA = TTC to the franc. Without any amount
 * everything stays open.
 */
export function lireValeurs(modele: ModeleOperation, { montants, taux }: Understanding): ValeursLues {
  const valeurs = new Map<string, number>();
  const hypotheses: string[] = [];
  if (montants.length === 0) return { valeurs, hypotheses };
  const has = (nom: string): boolean => modele.parametres.some((parametre) => parametre.nom === nom);
  const principal = modele.parametres[0]?.nom;
  if (has('HT')) poserFacture(valeurs, lireFacture(montants, principal, hypotheses), taux, hypotheses);
  else poserTelsQuels(valeurs, montants, has, principal);
  const nu = premier(montants, 'indetermine');
  if (principal !== undefined && nu !== undefined && !valeurs.has(principal)) valeurs.set(principal, nu);
  if (has('taux_tva') && !valeurs.has('taux_tva')) valeurs.set('taux_tva', tauxTva(taux, hypotheses));
  return { valeurs, hypotheses };
}

function premier(montants: MontantLu[], nature: NatureMontant): number | undefined {
  return montants.find((lu) => lu.nature === nature)?.montant;
}

function lireFacture(montants: MontantLu[], principal: string | undefined, hypotheses: string[]): Facture {
  const facture = { HT: premier(montants, 'HT'), TVA: premier(montants, 'TVA'), TTC: premier(montants, 'TTC') };
  const nu = premier(montants, 'indetermine');
  if (nu === undefined || principal !== 'HT' || facture.HT !== undefined || facture.TTC !== undefined) return facture;
  hypotheses.push('Le montant est pris hors taxes.');
  return { ...facture, HT: nu };
}

/** Completes an invoice. Figures that contradict each other are not mixed: the entry would not balance. */
function poserFacture(valeurs: Map<string, number>, lue: Facture, taux: Understanding['taux'], hypotheses: string[]): void {
  let { HT, TVA } = lue;
  const { TTC } = lue;
  if (HT === undefined && TTC === undefined) {
    if (TVA !== undefined) valeurs.set('TVA', TVA);
    return;
  }
  if (HT === undefined && TVA !== undefined && TTC !== undefined && TTC > TVA) HT = TTC - TVA;
  else if (TVA === undefined && HT !== undefined && TTC !== undefined && TTC >= HT) TVA = TTC - HT;
  // Both sides known: the rate follows from them, whatever is usual.
  if (HT !== undefined && TVA !== undefined && taux.length === 0) valeurs.set('taux_tva', Math.round((TVA / HT) * 10_000) / 100);
  else valeurs.set('taux_tva', tauxTva(taux, hypotheses));
  const rate = (valeurs.get('taux_tva') ?? 0) / 100;
  HT ??= Math.round((TTC ?? 0) / (1 + rate));
  TVA ??= lue.HT === undefined ? (TTC ?? 0) - HT : Math.round(HT * rate);
  if (TTC !== undefined && HT + TVA !== TTC)
    hypotheses.push('Les montants donnés ne concordent pas (HT + TVA ≠ TTC) : l’écriture suit le hors taxes et la TVA.');
  valeurs
    .set('HT', HT)
    .set('TVA', TVA)
    .set('TTC', HT + TVA);
}

/** An operation without VAT of its own: what the question calls HT or TTC is its first amount, unless a parameter has that name. */
function poserTelsQuels(
  valeurs: Map<string, number>,
  montants: MontantLu[],
  has: (nom: string) => boolean,
  principal: string | undefined,
): void {
  for (const nature of ['HT', 'TVA', 'TTC'] as const) {
    const montant = premier(montants, nature);
    if (montant === undefined) continue;
    if (has(nature)) valeurs.set(nature, montant);
    else if (principal !== undefined && nature !== 'TVA' && !valeurs.has(principal)) valeurs.set(principal, montant);
  }
}

function tauxTva(taux: Understanding['taux'], hypotheses: string[]): number {
  const dit = taux.find(({ tva }) => tva) ?? taux[0];
  if (dit) return dit.taux;
  hypotheses.push(`Taux de TVA non précisé : ${TAUX_TVA_SUPPOSE} % pris comme exemple ; indiquez celui de votre État.`);
  return TAUX_TVA_SUPPOSE;
}
