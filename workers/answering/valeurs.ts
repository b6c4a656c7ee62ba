import type { ModeleOperation } from '../comptabilite/ecriture.ts';
import type { Valeurs } from '../comptabilite/formule.ts';
import type { Understanding } from './understand.ts';

/** Rate put on an amount whose VAT rate the question leaves out (percent); the answer says so. It is the one of most UEMOA states. */
export const TAUX_TVA_SUPPOSE = 18;

/** The values a question gives for an operation, and what had to be assumed (French sentences). */
export interface ValeursLues {
  valeurs: Valeurs;
  hypotheses: string[];
}

/**
 * Puts the figures of a question on the parameters of an operation. A bare amount is the first parameter's; a TTC amount is
 * split so that HT + TVA = TTC to the franc. Without any amount everything stays open.
 */
export function lireValeurs(modele: ModeleOperation, { montants, taux }: Understanding): ValeursLues {
  const valeurs = new Map<string, number>();
  const hypotheses: string[] = [];
  if (montants.length === 0) return { valeurs, hypotheses };
  const has = (nom: string): boolean => modele.parametres.some((parametre) => parametre.nom === nom);
  if (has('taux_tva')) valeurs.set('taux_tva', tauxTva(taux, hypotheses));
  const principal = modele.parametres[0]?.nom;
  for (const { nature, montant } of montants) {
    if (nature === 'TTC' && has('HT')) splitTtc(valeurs, montant);
    else if (nature === 'HT' || nature === 'TVA') valeurs.set(nature, montant);
    else if (nature === 'TTC') valeurs.set(has('TTC') ? 'TTC' : (principal ?? 'TTC'), montant);
    else if (principal !== undefined && !valeurs.has(principal)) {
      valeurs.set(principal, montant);
      if (principal === 'HT') hypotheses.push('Le montant est pris hors taxes.');
    }
  }
  if (principal !== undefined && principal !== 'HT' && valeurs.has('HT') && !has('HT'))
    valeurs.set(principal, valeurs.get('HT') ?? 0);
  return { valeurs, hypotheses };
}

function tauxTva(taux: Understanding['taux'], hypotheses: string[]): number {
  const dit = taux.find(({ tva }) => tva) ?? taux[0];
  if (dit) return dit.taux;
  hypotheses.push(`Taux de TVA non précisé : ${TAUX_TVA_SUPPOSE} % pris comme exemple ; indiquez celui de votre État.`);
  return TAUX_TVA_SUPPOSE;
}

function splitTtc(valeurs: Map<string, number>, ttc: number): void {
  const ht = Math.round(ttc / (1 + (valeurs.get('taux_tva') ?? 0) / 100));
  valeurs
    .set('HT', ht)
    .set('TVA', ttc - ht)
    .set('TTC', ttc);
}
