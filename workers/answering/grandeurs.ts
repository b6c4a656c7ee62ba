import { analyse, fold, type Token } from '../analysis/analyser.ts';
import type { MontantLu, TauxLu } from './montants.ts';

/** What a figure measures. A `devise` is an amount in foreign currency, a `rang` which year of a row. */
export type NatureGrandeur = 'montant' | 'devise' | 'pourcent' | 'nombre' | 'ans' | 'mois' | 'jours' | 'rang';

/** A figure of the question with what it measures and the words around it. */
export interface Grandeur {
  nature: NatureGrandeur;
  valeur: number;
  /** How near each stem of the same clause stands: 1 beside the figure, less further away. */
  alentour: ReadonlyMap<string, number>;
  /** Said of several things together: "100 actions pour 5 000 000". */
  ensemble: boolean;
}

/** Where a figure stands (UTF-16 units). */
interface Place {
  nature: NatureGrandeur;
  valeur: number;
  start: number;
  end: number;
}

const DURATION = /(?<![\d.,])(?<n>\d{1,3})\s*(?<unit>ans?|annees?|mois|jours?)\b/g;
const FOREIGN = /^\s*(?:\$|€|£|usd\b|eur\b|gbp\b|dollars?\b|euros?\b|livres sterling\b|yens?\b|yuans?\b|devises?\b)/;
const COUNTED_NOUNS = String.raw`(?:actions?|obligations?|titres?|parts|unites?|litres?|kilos?|kg|tonnes?|sacs?|heures?|pieces?|exemplaires?|articles?|appareils?|cartons?|bouteilles?|tetes?|metres?|km)\b`;
const COUNTED = new RegExp(String.raw`^\s*${COUNTED_NOUNS}`);
/** Numbers of things are too small to be taken for amounts. */
const SMALL_COUNT = new RegExp(String.raw`(?<![\d.,]|\d\s)(?<n>\d{1,4})\s+${COUNTED_NOUNS}`, 'g');
const WORDED = /\b(?<n>un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt)\s+(?<unit>ans?|annees?|mois)\b/g;
/** Numbers in letters. */
export const WORDS: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  douze: 12,
  quinze: 15,
  vingt: 20,
};
const ORDINALS = 'premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme'.split(' ');
/** "deuxième année", "2e annuité", "3ème exercice". */
const RANK = new RegExp(
  String.raw`\b(?:(?<n>\d{1,2})(?:re|ere|er|e|eme)|(?<word>seconde?|premier|${ORDINALS.join('|')}))\s+(?:annees?|annuite|exercice)\b`,
  'g',
);
/** Said before the price of all. */
const TOGETHER =
  /\b(?:pour|(?:au|en|de|un) total(?: de)?|en tout|couts?|valeur|achete\w*|acquis\w*|vendu\w*|revendu\w*|cede\w*|paye\w*)\s*$/;
/** Said after the price of one. */
export const EACH =
  /^\s*(?:f\w*\s+)?(?:l'une?\b|l'action|l'unite|le titre|la part|piece\b|chacune?\b|unitaires?\b|par (?:action|titre|part|unite)\b)/;

/** How much more the words behind "de" count. */
const NAMED = 1.5;

/** Weight of words that rather announce the next figure. */
const ANNOUNCED = 0.4;
/** Of a clause: what stands beyond says nothing about the figure. */
const CLAUSE_END = /[,;.?!()]|\b(?:et|dont|puis|plus)\b/g;

/** Every figure of a question, in order. `montants` and `taux` are those already read from it. */
export function lireGrandeurs(question: string, montants: MontantLu[], taux: TauxLu[]): Grandeur[] {
  const folded = flat(question);
  const places: Place[] = [
    ...montants.map(({ montant, start, end }) => ({ nature: natureAfter(folded.slice(end)), valeur: montant, start, end })),
    ...taux.map(({ taux: valeur, start, end }) => ({ nature: 'pourcent' as const, valeur, start, end })),
    ...[...folded.matchAll(DURATION), ...folded.matchAll(WORDED)].map(duration),
    ...[...folded.matchAll(RANK)].map(rank),
    ...smallRates(folded, montants),
    ...smallCounts(folded, montants),
  ].sort((a, b) => a.start - b.start);
  const tokens = analyse(question).filter((token) => !token.stop && !/^\d/.test(token.exact));
  return places.map(({ nature, valeur, ...place }) => ({
    nature,
    valeur,
    alentour: around(place, places, tokens, folded),
    ensemble: TOGETHER.test(folded.slice(0, place.start)) && !EACH.test(folded.slice(place.end)),
  }));
}

/** A day of the year; of its month only whether it begins with it. */
interface Jour {
  month: number;
  first: boolean;
}

/**
 * Whole months between two days of the question ("30 septembre", "31 décembre"); from one day, or from the only month it names
 * ("en octobre"), to the end of December.
 */
export function moisEntreDates(question: string): number | undefined {
  const folded = flat(question);
  const days = joursIn(folded, /\b(?<day>\d{1,2}|1er)\s+(?<month>[a-z]+)/g);
  const named = joursIn(folded, /\b(?<month>[a-z]{3,9})\b/g);
  const begun = joursIn(folded, /\b(?:en|des|depuis|debut)\s+(?<month>[a-z]+)/g);
  const [from, to = { month: 11, first: false }] = days.length > 0 ? days : named.length === 1 ? begun : [];
  if (!from) return undefined;
  // From the first of a month, that month counts; from its end, the next is the first.
  const months = to.month - from.month + (from.first ? 1 : 0) + (to.first ? -1 : 0);
  return months > 0 ? months : undefined;
}

function joursIn(folded: string, form: RegExp): Jour[] {
  return [...folded.matchAll(form)].flatMap(({ groups }) => {
    const month = MONTHS.indexOf(groups?.['month'] ?? '');
    return month < 0 ? [] : [{ month, first: Number.parseInt(groups?.['day'] ?? '1', 10) <= 1 }];
  });
}

const MONTHS = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' ');

/** Folded, each character in its place. */
export const flat = (text: string): string => text.replaceAll(/./gsu, (c) => fold(c).charAt(0).padEnd(c.length));

function natureAfter(rest: string): NatureGrandeur {
  if (FOREIGN.test(rest)) return 'devise';
  return COUNTED.test(rest) ? 'nombre' : 'montant';
}

function duration(match: RegExpExecArray): Place {
  const { n = '', unit = '' } = match.groups ?? {};
  const nature = unit.startsWith('an') ? 'ans' : unit.startsWith('m') ? 'mois' : 'jours';
  return { nature, valeur: WORDS[n] ?? Number(n), start: match.index, end: match.index + match[0].length };
}

function rank(match: RegExpExecArray): Place {
  const { n, word = '' } = match.groups ?? {};
  const worded = word.startsWith('second') ? 2 : ORDINALS.findIndex((ordinal) => ordinal.startsWith(word)) + 1;
  return { nature: 'rang', valeur: n ? Number(n) : worded, start: match.index, end: match.index + match[0].length };
}

/** "10 unités": counts that are not among the amounts. */
function smallCounts(folded: string, montants: MontantLu[]): Place[] {
  return [...folded.matchAll(SMALL_COUNT)]
    .map(({ index, groups }) => ({ start: index, n: groups?.['n'] ?? '' }))
    .filter(({ start }) => !montants.some((one) => start >= one.start && start < one.end))
    .map(({ start, n }) => ({ nature: 'nombre' as const, valeur: Number(n), start, end: start + n.length }));
}

/** Exchange rates are too small to be taken for amounts: "facturés à 590", once a foreign amount is there. */
function smallRates(folded: string, montants: MontantLu[]): Place[] {
  if (!montants.some(({ end }) => FOREIGN.test(folded.slice(end)))) return [];
  return [
    ...folded.matchAll(
      /\b(?:a|cours\b(?:[^\d,;.]|\d{1,2}(?:er)? [a-z]{3,9}\b|\b20\d\d\b){0,40}|vaut|garanti|standard)\s+(?<n>\d{2,4}(?:[.,]\d+)?)(?!\d|\s*\d|\s*(?:jan|fev|mars|avr|mai|juin|juil|aou|sep|oct|nov|dec|%|f\b|fcfa|francs?|\$|€))/g,
    ),
  ].map((match) => {
    const n = match.groups?.['n'] ?? '';
    const start = match.index + match[0].length - n.length;
    return { nature: 'montant' as const, valeur: Number(n.replace(',', '.')), start, end: start + n.length };
  });
}

function around(place: Pick<Place, 'start' | 'end'>, places: Place[], tokens: Token[], folded: string): Map<string, number> {
  const ends = [...folded.matchAll(CLAUSE_END)]
    .map(({ index }) => index)
    .filter((index) => !places.some(({ start, end }) => index >= start && index < end));
  const from = Math.max(0, ...ends.filter((at) => at < place.start));
  const to = Math.min(folded.length, ...ends.filter((at) => at >= place.end));
  const near = new Map<string, number>();
  // What stands beyond another figure speaks of that one.
  const previous = Math.max(from, ...places.filter(({ end }) => end <= place.start).map(({ end }) => end));
  const following = Math.min(to, ...places.filter(({ start }) => start >= place.end).map(({ start }) => start));
  const before = tokens.filter(({ start, end }) => start >= previous && end <= place.start).reverse();
  const after = tokens.filter(({ start, end }) => start >= place.end && end <= following);
  // "1 000 000 de capital": what "de" leads to says what the figure is.
  const named =
    /\b(?:de |du |d')\s*$/.test(folded.slice(place.start, place.end)) || /^\s*(?:de |du |d')/.test(folded.slice(place.end));
  const keep = (side: Token[], most: number): void =>
    side.forEach(({ stem }, at) => near.set(stem, Math.max(near.get(stem) ?? 0, most / (1 + at))));
  keep(before, 1);
  // Without "de", what stands between two figures announces the second.
  keep(after, named ? NAMED : following < to ? ANNOUNCED : 1);
  return near;
}
