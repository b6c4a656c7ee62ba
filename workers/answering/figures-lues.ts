import { lireGrandeurs, type Grandeur } from './grandeurs.ts';
import type { MontantLu, TauxLu } from './montants.ts';
import type { Cible } from './parametres.ts';
import { compterPrix } from './prix-unitaires.ts';
import { lireRemises, type Remises } from './remise.ts';
import type { Understanding } from './understand.ts';

/** The figures of a question as a sheet takes them. */
export interface FiguresLues {
  remises: Remises;
  montants: MontantLu[];
  taux: TauxLu[];
  /** All but those of the invoice. */
  figures: Grandeur[];
  /** How unit prices were multiplied (French sentences). */
  comptes: string[];
}

/** By question, then by what decides how a sheet takes its figures: dozens of sheets take them in one of a few ways. */
const taken = new WeakMap<Understanding, Map<string, FiguresLues>>();

/** The figures of a question in the way an operation with such parameters takes them. `invoiced`: some are those of an invoice. */
export function figuresFor(parametres: readonly Cible[], invoiced: boolean, understanding: Understanding): FiguresLues {
  const ways = taken.get(understanding) ?? new Map<string, FiguresLues>();
  taken.set(understanding, ways);
  const withInvoice = invoiced && parametres.some(({ nom }) => nom === 'HT');
  const byUnit = withInvoice && !parametres.some(({ nature }) => nature === 'nombre');
  const way = `${invoiced} ${withInvoice} ${byUnit}`;
  const lues = ways.get(way) ?? readFigures(understanding, { invoiced, withInvoice, byUnit });
  ways.set(way, lues);
  return lues;
}

/** How a sheet takes figures: as those of an invoice, one with a price before tax, one whose things it does not count itself. */
type Way = Record<'invoiced' | 'withInvoice' | 'byUnit', boolean>;

function readFigures(understanding: Understanding, { invoiced, withInvoice, byUnit }: Way): FiguresLues {
  const { question } = understanding;
  const remises = lireRemises(question, invoiced ? understanding : { montants: understanding.montants, taux: [] });
  const { montants, hypotheses: comptes } = byUnit
    ? compterPrix(question, remises.autresMontants)
    : { montants: remises.autresMontants, hypotheses: [] };
  const taux = invoiced ? remises.autresTaux : understanding.taux;
  const others = withInvoice ? montants.filter((one) => !invoices(montants, one)) : withoutTaxOf(montants);
  // The rate of VAT is the invoice's: it is no rate of loss or of interest.
  const rates = taux.filter(({ tva }) => !tva);
  return { remises, montants, taux, figures: lireGrandeurs(question, others, rates), comptes };
}

/** The tax within a price that is given is part of it, not a figure of its own. */
function withoutTaxOf(montants: MontantLu[]): MontantLu[] {
  const priced = montants.some(({ nature }) => nature === 'HT' || nature === 'TTC');
  return priced ? montants.filter(({ nature }) => nature !== 'TVA') : montants;
}

/** Whether an amount is one of the invoice's own: the first before tax, of tax or with tax. */
function invoices(montants: MontantLu[], one: MontantLu): boolean {
  return one.nature !== 'indetermine' && montants.find(({ nature }) => nature === one.nature) === one;
}
