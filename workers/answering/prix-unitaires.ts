import { EACH, flat, WORDS } from './grandeurs.ts';
import type { MontantLu } from './montants.ts';

/** How many things, some words before their price: "3 ordinateurs portables", "deux camions". */
const COUNT = new RegExp(
  String.raw`(?<![\d.,]|\d\s)\b(?<n>\d{1,3}|${Object.keys(WORDS).join('|')})\s+(?!ans?\b|annees?\b|mois\b|jours?\b|heures?\b|fois\b|f\b|fcfa\b|francs?\b|pour\b|tiers\b|e\b)[a-z]{3,}[^\d,;:.?!%]*$`,
);
const AT_A_PRICE = /\b(?:a|au prix de|chacune? a|chacune? de)\s*$/;
const IN_ALL = /^\s*(?:f\w*\s+)?(?:au total|en tout|le tout|l'ensemble|pour (?:les|le tout))\b/;
const FRANCS = new Intl.NumberFormat('fr-FR');

/** The amounts of an invoice for all the things on it, and how unit prices were multiplied (French sentences). */
export interface PrixComptes {
  montants: MontantLu[];
  hypotheses: string[];
}

/** "3 ordinateurs à 450 000 HT l'unité" costs 1 350 000 HT. */
export function compterPrix(question: string, montants: MontantLu[]): PrixComptes {
  const folded = flat(question);
  const hypotheses: string[] = [];
  const counted = montants.map((lu) => {
    const [before, after] = [folded.slice(0, lu.start), folded.slice(lu.end)];
    if (IN_ALL.test(after) || !(EACH.test(after) || AT_A_PRICE.test(before))) return lu;
    const said = COUNT.exec(before.replace(AT_A_PRICE, ''))?.groups?.['n'] ?? '1';
    const count = WORDS[said] ?? Number(said);
    if (count <= 1) return lu;
    hypotheses.push(`${count} × ${FRANCS.format(lu.montant)} = ${FRANCS.format(count * lu.montant)}.`);
    return { ...lu, montant: count * lu.montant };
  });
  return { montants: counted, hypotheses };
}
