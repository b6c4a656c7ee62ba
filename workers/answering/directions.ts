import { analyse } from '../analysis/analyser.ts';

/**
 * Words that turn an operation round: the same things are spoken of, and the entry is the opposite one. Vectors put such words close
 * together, and a count of shared words does not see them.
 */
const OPPOSED = [
  [
    'achat acheter achète acheté achetons acquisition acquérir acquis',
    'vente vendre vend vendu vendons cession céder cède cédé revente',
  ],
  ['fournisseur', 'client'],
  ['acheteur', 'vendeur'],
  ['versé verser versement', 'reçu recevoir reçoit encaissement encaisser encaissé perçu percevoir'],
  ['dotation doter constituer constitution', 'reprise reprendre'],
  ['gain profit bénéfice boni excédent', 'perte mali déficit'],
  ['débiteur', 'créditeur'],
  ['locataire preneur', 'bailleur propriétaire'],
  ['accordé accorder', 'obtenu obtenir'],
  ['remboursement rembourser remboursé', 'obtention souscription souscrire contracter'],
  ['comptant espèces', 'crédit'],
  ['augmentation augmenter', 'réduction réduire diminution'],
  ['créance', 'dette'],
  ['charge', 'produit'],
  ['actif', 'passif'],
].map((sides) => sides.map((words) => new Set(analyse(words).map(({ stem }) => stem))));

/** Which sides a stem takes: of which pair, and -1 or 1. */
const SIDES = Map.groupBy(
  OPPOSED.flatMap((sides, pair) => sides.flatMap((stems, at) => [...stems].map((stem) => ({ stem, pair, side: at * 2 - 1 })))),
  ({ stem }) => stem,
);

/** For each pair of directions the side taken: -1, 1, or 0 for neither or both. */
export type Directions = number[];

/** The directions some words take (stems). */
export function directionsOf(stems: Iterable<string>): Directions {
  const [ones, others] = [OPPOSED.map(() => 0), OPPOSED.map(() => 0)];
  for (const stem of stems) for (const { pair, side } of SIDES.get(stem) ?? []) (side < 0 ? ones : others)[pair] = 1;
  return others.map((other, pair) => other - (ones[pair] ?? 0));
}

/** Whether a stem only says in which direction, not of what. */
export const saysDirection = (stem: string): boolean => SIDES.has(stem);

/** Whether one takes the opposite of a direction that the other takes. */
export function opposed(one: Directions, other: Directions): boolean {
  return one.some((side, at) => side * (other[at] ?? 0) < 0);
}
