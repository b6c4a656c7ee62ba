/** A currency before or after an amount; none of them changes the figure. */
const UNIT = String.raw`(?:f\s?cfa|fcfa|cfaf?|xof|xaf|francs?(?:\s+cfa)?|f)`;

/** An amount as English writes it: "1,000,000", "XOF 590,000.50", "2.5 million", "500k"; bare numbers only from five digits on. */
const AMOUNT = new RegExp(
  String.raw`(?:\b(?<before>${UNIT})\s*)?(?<![\d.,])(?<number>\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?<decimals>\.\d{1,2}(?!\d))?` +
    String.raw`(?:\s*(?<scale>millions?|billions?|thousand|mn|bn|k|m)\b)?(?:\s*(?<after>${UNIT})(?![\p{L}\d]))?(?!\s*(?:%|per\s?cent))`,
  'giu',
);

const SCALES: Readonly<Record<string, string>> = {
  million: 'millions',
  mn: 'millions',
  m: 'millions',
  billion: 'milliards',
  bn: 'milliards',
  thousand: 'mille',
  k: 'mille',
};

/** "VAT at 18%", "18 percent VAT". */
const RATE =
  /(?:\b(?<tax>vat)\s*(?:rate)?\s*(?:at|of|is|:|\()?\s*)?(?<![\d.,])(?<rate>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:%|per\s?cent)\)?(?:\s*(?:of\s+)?(?<after>vat)\b)?/giu;

/** Spans of time: "over 5 years", "a 3-year life", "6 months". */
const SPAN =
  /(?:\b(?<over>over|across|for)\s+)?(?<![\d.,])(?<count>\d{1,3})[\s-]+(?<unit>years?|months?|weeks?|days?)\b(?:[\s-]+old\b)?/giu;

const UNITS: Readonly<Record<string, string>> = { year: 'ans', month: 'mois', week: 'semaines', day: 'jours' };

/** What is said of an amount right after it. */
const NATURES: readonly (readonly [RegExp, string])[] = [
  [/^[\s,(]*(?:(?:net|exclusive)\s+of|excluding|excl\.?|before|without|ex)[\s-]+(?:vat|taxe?s?)\b\)?/iu, 'HT'],
  [/^[\s,(]*(?:vat|tax)[\s-]+(?:excluded|exclusive|excl\.?)(?!\p{L})\)?/iu, 'HT'],
  [/^[\s,(]*(?:inclusive\s+of|including|incl\.?|gross\s+of|with)\s+(?:all\s+)?(?:vat|taxe?s?)\b\)?/iu, 'TTC'],
  [/^[\s,(]*(?:vat|tax|taxes|all\s+taxes)[\s-]+(?:included|inclusive|incl\.?)(?!\p{L})\)?/iu, 'TTC'],
  [/^[\s,(]*(?:inclusive\s+of|including|incl\.?)(?=\s+(?:\d[\d.,]*\s*(?:%|per\s?cent)\s*)(?:of\s+)?(?:vat|tax)\b)/iu, 'TTC'],
  [
    /^[\s,(]*(?:exclusive\s+of|excluding|excl\.?|before|without)(?=\s+(?:\d[\d.,]*\s*(?:%|per\s?cent)\s*)(?:of\s+)?(?:vat|tax)\b)/iu,
    'HT',
  ],
  [/^[\s,(]*ttc\b\)?/iu, 'TTC'],
  [/^[\s,(]*ht\b\)?/iu, 'HT'],
  [/^[\s,(]*gross\b(?!\s+(?:salary|pay|wage))\)?/iu, 'TTC'],
  [/^[\s,(]*net\b(?!\s+(?:salary|pay|wage|book))\)?/iu, 'HT'],
  [/^(?=\s*(?:plus|\+)\s*(?:\d[\d.,]*\s*%\s*)?vat\b)/iu, 'HT'],
];

/** A figure of an English text, put as French people write it, and where it stands (UTF-16 units). */
export interface EnglishFigure {
  start: number;
  end: number;
  french: string;
}

/** The amounts, rates and spans of time of an English question, in order and without overlaps. Account numbers and years are left. */
export function englishFigures(text: string): EnglishFigure[] {
  const rates = [...text.matchAll(RATE)].map((match): EnglishFigure => {
    const { tax, after, rate = '' } = match.groups ?? {};
    const french = `${(tax ?? after) === undefined ? '' : 'TVA '}${rate.replace('.', ',')} %`;
    return { start: match.index, end: match.index + match[0].length, french };
  });
  const amounts = [...text.matchAll(AMOUNT)].flatMap((match) => amountOf(text, match) ?? []);
  const spans = [...text.matchAll(SPAN)].map(spanOf);
  const all = [...amounts, ...rates, ...spans].sort((a, b) => a.start - b.start);
  // "590,000 including VAT at 18%": the amount has taken the word that the rate begins with.
  return all.map((figure, at) => ({ ...figure, start: Math.max(figure.start, all[at - 1]?.end ?? 0) }));
}

function spanOf(match: RegExpExecArray): EnglishFigure {
  const { over, count = '', unit = '' } = match.groups ?? {};
  const french = `${over === undefined ? '' : 'sur '}${count} ${UNITS[unit.toLowerCase().replace(/s$/, '')] ?? ''}`;
  return { start: match.index, end: match.index + match[0].length, french };
}

function amountOf(text: string, match: RegExpExecArray): EnglishFigure | undefined {
  const { before, number = '', decimals, scale, after } = match.groups ?? {};
  const end = match.index + match[0].length;
  const said = NATURES.flatMap(([pattern, nature]) => {
    const found = pattern.exec(text.slice(end));
    return found ? [{ nature, length: found[0].length }] : [];
  })[0];
  const bare = (before ?? decimals ?? scale ?? after) === undefined && said === undefined;
  if (bare && /^\d{1,4}$/.test(number)) return undefined;
  const digits = number.replaceAll(/\D/g, '').replaceAll(/\B(?=(?:\d{3})+$)/g, ' ');
  const scaled = SCALES[scale?.toLowerCase().replace(/s$/, '') ?? ''];
  const parts = [
    digits + (decimals?.replace('.', ',') ?? ''),
    scaled,
    (before ?? after) === undefined ? undefined : 'F CFA',
    said?.nature,
  ];
  return { start: match.index, end: end + (said?.length ?? 0), french: parts.filter(Boolean).join(' ') };
}
