/** What a figure in a question stands for. */
export type NatureMontant = 'HT' | 'TTC' | 'TVA' | 'indetermine';

/** An amount of the question, in francs, and where it stands in the text (UTF-16 units). */
export interface MontantLu {
  nature: NatureMontant;
  montant: number;
  start: number;
  end: number;
}

/** A percentage of the question; `tva` when the text says it is the VAT rate. */
export interface TauxLu {
  taux: number;
  tva: boolean;
  start: number;
  end: number;
}

/** Group separators people type: space, no-break spaces, point. */
const NUMBER = String.raw`\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+`;
const AMOUNT = new RegExp(
  String.raw`(?<![\d,.])(?<number>${NUMBER})(?:[.,](?<decimals>\d{1,2})(?!\d))?\s*(?<scale>millions?|milliards?|mille)?\s*(?:de\s+)?` +
    String.raw`(?<unit>f\s?cfa|fcfa|xof|xaf|francs?(?:\s+cfa)?|f|gnf|cdf)?(?![\p{L}\d%])\s*(?:de\s+)?(?<nature>h\.?t\.?|t\.?t\.?c\.?|de tva|hors taxes?|toutes taxes comprises)?(?![\p{L}\d])`,
  'giu',
);
const RATE =
  /(?<tva>tva\s*(?:de|à|a|au taux de)?\s*)?(?<![\d])(?<rate>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:%|pour\s?cent)(?<after>\s*(?:de\s+)?tva(?!\s*(?:de|à|a|:)?\s*\d))?/giu;
const SCALES: Record<string, number> = { mille: 1e3, million: 1e6, millions: 1e6, milliard: 1e9, milliards: 1e9 };

/** Below this a bare number (no unit, no HT or TTC, not grouped) is rather an account, a count or a date. */
const SMALLEST_BARE_AMOUNT = 10_000;

/** Before a bare number: sub-accounts of six or eight digits are not amounts. */
const NAMES_AN_ACCOUNT = /(?<!\p{L})(?:compte|cpte)s?\s*(?:n[°o]\.?\s*)?$/iu;

/** The amounts of a question, in order. */
export function lireMontants(question: string): MontantLu[] {
  return [...question.matchAll(AMOUNT)].flatMap((match) => {
    const { number = '', decimals = '0', scale, unit, nature } = match.groups ?? {};
    const figure = Number(`${number.replaceAll(/\D/g, '')}.${decimals}`);
    const montant = Math.round(figure * (SCALES[scale?.toLowerCase() ?? ''] ?? 1));
    const said = unit !== undefined || nature !== undefined || scale !== undefined || /\D/.test(number);
    const measured = unit !== undefined || nature !== undefined || scale !== undefined;
    if (!said && montant < SMALLEST_BARE_AMOUNT) return [];
    if (!measured && NAMES_AN_ACCOUNT.test(question.slice(0, match.index))) return [];
    if (!Number.isSafeInteger(montant) || montant === 0) return [];
    return [{ nature: natureOf(nature), montant, start: match.index, end: match.index + match[0].length }];
  });
}

/** The percentages of a question, in order. */
export function lireTaux(question: string): TauxLu[] {
  return [...question.matchAll(RATE)].map((match) => {
    const { rate = '0', tva, after } = match.groups ?? {};
    const taux = Number(rate.replace(',', '.'));
    return { taux, tva: (tva ?? after) !== undefined, start: match.index, end: match.index + match[0].length };
  });
}

function natureOf(text: string | undefined): NatureMontant {
  const letters = text?.toLowerCase().replaceAll('.', '');
  if (letters === undefined) return 'indetermine';
  if (letters === 'ht' || letters.startsWith('hors')) return 'HT';
  return letters.endsWith('tva') ? 'TVA' : 'TTC';
}
