import type { MontantLu, NatureMontant, TauxLu } from './montants.ts';

/** Rate put on an amount whose VAT rate the question leaves out (percent); the answer says so. It is the one of most UEMOA states. */
export const TAUX_TVA_SUPPOSE = 18;

/** What a question says of an invoice. */
export interface FactureLue {
  montants: MontantLu[];
  taux: TauxLu[];
  /** The question says that there is no VAT. */
  sansTva: boolean;
  /** The question says that it was paid. */
  paye: boolean;
  /** What is booked before tax of the price given before tax: less when there are reductions. */
  prix: (brut: number) => number;
}

/** The figures of one invoice as far as the question gives them. */
interface Facture {
  HT: number | undefined;
  TVA: number | undefined;
  TTC: number | undefined;
}

/**
 * HT, TVA, TTC and taux_tva of an invoice: two of the amounts give the third, and one gives the others with the rate, so that
 * HT + TVA = TTC to the franc. `nu` is a bare amount, taken before tax unless it was paid. What had to be assumed is added to `hypotheses`.
 */
export function completerFacture(lue: FactureLue, nu: number | undefined, hypotheses: string[]): Map<string, number> {
  const valeurs = new Map<string, number>();
  const facture = lireFacture(lue, nu, hypotheses);
  const { TTC } = facture;
  let { HT, TVA } = facture;
  if (HT !== undefined) HT = lue.prix(HT);
  if (HT === undefined && TTC === undefined) return TVA === undefined ? valeurs : valeurs.set('TVA', TVA);
  const saidHT = HT !== undefined;
  if (HT === undefined && TVA !== undefined && TTC !== undefined && TTC > TVA) HT = TTC - TVA;
  else if (TVA === undefined && HT !== undefined && TTC !== undefined && TTC >= HT) TVA = TTC - HT;
  // Both sides known: the rate follows from them, whatever is usual.
  const known = HT !== undefined && TVA !== undefined && lue.taux.length === 0;
  const taux = known ? Math.round(((TVA ?? 0) / (HT ?? 1)) * 10_000) / 100 : tauxTva(lue, hypotheses);
  HT ??= Math.round((TTC ?? 0) / (1 + taux / 100));
  TVA ??= saidHT ? Math.round((HT * taux) / 100) : (TTC ?? 0) - HT;
  if (TTC !== undefined && HT + TVA !== TTC)
    hypotheses.push('Les montants donnés ne concordent pas (HT + TVA ≠ TTC) : l’écriture suit le hors taxes et la TVA.');
  return valeurs
    .set('taux_tva', taux)
    .set('HT', HT)
    .set('TVA', TVA)
    .set('TTC', HT + TVA);
}

/** The VAT rate the question gives, or the usual one with a sentence that says so (percent). */
export function tauxTva({ taux, sansTva }: Pick<FactureLue, 'taux' | 'sansTva'>, hypotheses: string[]): number {
  if (sansTva) return 0;
  const dit = taux.find(({ tva }) => tva) ?? taux[0];
  if (dit) return dit.taux;
  hypotheses.push(`Taux de TVA non précisé : ${TAUX_TVA_SUPPOSE} % pris comme exemple ; indiquez celui de votre État.`);
  return TAUX_TVA_SUPPOSE;
}

/** The first amount of a kind. */
export function premier(montants: MontantLu[], nature: NatureMontant): number | undefined {
  return montants.find((lu) => lu.nature === nature)?.montant;
}

function lireFacture({ montants, paye }: FactureLue, nu: number | undefined, hypotheses: string[]): Facture {
  const facture = { HT: premier(montants, 'HT'), TVA: premier(montants, 'TVA'), TTC: premier(montants, 'TTC') };
  if (nu === undefined || facture.HT !== undefined || facture.TTC !== undefined) return facture;
  hypotheses.push(paye ? 'Le montant payé est pris toutes taxes comprises.' : 'Le montant est pris hors taxes.');
  return { ...facture, [paye ? 'TTC' : 'HT']: nu };
}
