import type { LigneEcriture, Sens } from '../../core/domain/settlement.ts';
import type { ObjetOperation } from './objet.ts';
import { evaluer, parseFormule, type Valeurs } from './formule.ts';
import type { PlanComptes } from './plan-comptes.ts';

/** A parameter of an operation: what must be known to put figures on its entries. */
export interface Parametre {
  nom: string;
  libelle: string;
  /** Serves checks and tests, never an answer. */
  exemple: number;
  /** Taken when the question gives amounts but not this one; the answer says so. */
  defaut?: number | undefined;
}

/** The accounting part of an operation sheet; amounts are formulas over parameters and calculations. */
export interface ModeleOperation {
  /** What it is about, where that may be something else than the sheet was written with. */
  objet?: ObjetOperation | undefined;
  parametres: Parametre[];
  /** In order; each result is rounded to the franc and may be used by the next. */
  calculs: Record<string, string>;
  ecritures: { moment: string; lignes: { compte: string; sens: Sens; montant: string }[] }[];
}

/**
 * The entries of an operation with the values known. Amounts are whole francs; one that needs a value not given is null.
 * A line whose amount is zero falls away. Accounts are taken as they are; titles come from the chart.
 */
export function passerEcritures(modele: ModeleOperation, valeurs: Valeurs, plan: PlanComptes): LigneEcriture[] {
  const connues = calculerTout(modele.calculs, valeurs);
  const all = modele.ecritures.flatMap(({ moment, lignes }) =>
    lignes.map(({ compte, sens, montant }) => ({
      compte,
      intitule: plan.get(compte)?.intitule ?? '',
      sens,
      montant: arrondir(evaluer(parseFormule(montant), connues)),
      moment,
    })),
  );
  return all.filter(({ montant }) => montant !== 0);
}

/** Debits minus credits of each step in time, in francs; steps with an unknown amount are left out. */
export function soldes(lignes: LigneEcriture[]): Map<string, number> {
  const parMoment = new Map<string, number>();
  for (const moment of new Set(lignes.map((ligne) => ligne.moment))) {
    const duMoment = lignes.filter((ligne) => ligne.moment === moment);
    if (duMoment.some((ligne) => ligne.montant === null)) continue;
    const total = duMoment.reduce((somme, { sens, montant }) => somme + (sens === 'debit' ? 1 : -1) * (montant ?? 0), 0);
    parMoment.set(moment, total);
  }
  return parMoment;
}

function calculerTout(calculs: Record<string, string>, valeurs: Valeurs): Valeurs {
  const connues = new Map(valeurs);
  for (const [nom, formule] of Object.entries(calculs)) {
    const valeur = arrondir(evaluer(parseFormule(formule), connues));
    // A value the question gives (the VAT on the invoice, say) stands before the one we would compute.
    if (valeur !== null && !connues.has(nom)) connues.set(nom, valeur);
  }
  return connues;
}

function arrondir(montant: number | null): number | null {
  return montant === null ? null : Math.round(montant);
}
