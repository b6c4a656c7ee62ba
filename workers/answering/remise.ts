import { fold } from '../analysis/analyser.ts';
import type { ModeleOperation } from '../comptabilite/ecriture.ts';
import type { MontantLu, TauxLu } from './montants.ts';

/** Trade reductions of an invoice, and the figures that are left to read. */
export interface Remises {
  /** Successive percentages, each of what the others left. */
  taux: number[];
  francs: number;
  autresMontants: MontantLu[];
  autresTaux: TauxLu[];
}

const REDUCTION = String.raw`(?:remises?|rabais|ristournes?)`;
const ANNOUNCED = new RegExp(
  String.raw`\b${REDUCTION}(?: (?:commerciale|exceptionnelle|obtenue|accordee)s?)?(?: (?:de|a|:))?\s*$`,
);
const NAMED = new RegExp(String.raw`^\s*(?:de |d'une? )${REDUCTION}\b`);
/** Between one reduction and the next. */
const FOLLOWS = /^\s*(?:,|\+|et|puis|ensuite|et puis)\s*(?:de )?$/;
const FRANCS = new Intl.NumberFormat('fr-FR');

/** What a question takes off the price of an invoice; nothing where its only amount is the reduction itself. */
export function lireRemises(question: string, { montants, taux }: { montants: MontantLu[]; taux: TauxLu[] }): Remises {
  let previous = 0;
  const reduces = ({ start, end }: { start: number; end: number }): boolean => {
    const follows = previous > 0 && FOLLOWS.test(fold(question.slice(previous, start)));
    const found = follows || ANNOUNCED.test(fold(question.slice(0, start))) || NAMED.test(fold(question.slice(end)));
    if (found) previous = end;
    return found;
  };
  const amounts = montants.filter(reduces);
  const [rates, francs] =
    amounts.length === montants.length ? [[], []] : [taux.filter((one) => !one.tva && reduces(one)), amounts];
  return {
    taux: rates.map((one) => one.taux),
    francs: francs.reduce((sum, { montant }) => sum + montant, 0),
    autresMontants: montants.filter((one) => !francs.includes(one)),
    autresTaux: taux.filter((one) => !rates.includes(one)),
  };
}

/**
 * What an invoice books of a gross price, in whole francs: the net, for reductions on the invoice have no line of their own (guide,
 * part 1, chapter 2); or the reduction alone, where the operation takes back a purchase or a sale. Says so in `hypotheses`.
 */
export function prixSelon({ taux, francs }: Remises, modele: ModeleOperation, hypotheses: string[]): (brut: number) => number {
  if (taux.length === 0 && francs === 0) return (brut) => brut;
  const takesBack = modele.ecritures.some(({ lignes }) =>
    lignes.some(({ compte, sens, montant }) => montant === 'HT' && compte.startsWith(sens === 'credit' ? '6' : '7')),
  );
  return (brut) => {
    const net = Math.round(taux.reduce((left, one) => left * (1 - one / 100), brut)) - francs;
    if (takesBack) return brut - net;
    hypotheses.push(`Réductions déduites sur la facture : net commercial ${FRANCS.format(net)} hors taxes.`);
    return net;
  };
}
