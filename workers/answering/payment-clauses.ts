/** A stretch of a question, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

const PAID = String.raw`(?:payée?s?|réglée?s?|versée?s?|encaissée?s?|acquittée?s?|paie|règle|verse|payer|régler)`;
const SHARE = String.raw`(?:la )?(?:moitié|\d{1,2} ?%)(?: du prix)?`;
const WIRED = String.raw`par virement(?: bancaire)?|(?:par|avec|via|sur) (?:mobile money|(?:orange|moov|airtel|mtn|free|tigo) money|wave|momo|flooz)`;
const MEANS = String.raw`(?:en espèces|en liquide|cash|par chèque|par (?:la )?banque|par (?:la )?caisse|par carte(?: bancaire)?|${WIRED})`;
const AT_ONCE = String.raw`(?: (?:tout de suite|aujourd['’]hui|immédiatement|à la livraison|à la commande))?`;
const LATER = String.raw`(?:à crédit|à terme|(?:à|dans|sous) (?:\d+|trente|soixante) (?:jours|mois)|fin (?:de|du) mois|(?:le mois|l['’]année) prochaine?|plus tard|ensuite)`;

const CLAUSE = new RegExp(
  [
    String.raw`\b${SHARE} (?:${PAID} )?(?:(?:au )?comptant|${MEANS})${AT_ONCE}`,
    String.raw`(?<=\b${PAID} )${MEANS}`,
    String.raw`\b(?:et )?(?:le (?:reste|solde)|l['’]autre moitié|(?:la )?moitié) ${LATER}`,
    String.raw`\b(?:${WIRED})`,
  ]
    .map((form) => String.raw`${form}(?![\p{L}\p{N}])`)
    .join('|'),
  'giu',
);

/**
 * Where a question says in passing how something is paid, "(payé) par chèque", "moitié comptant, le reste à 30 jours": it decides an account of
 * treasury and what stays owed, not what was bought.
 */
export function paymentClauses(question: string): Span[] {
  return [...question.matchAll(CLAUSE)].map(({ index, 0: said }) => ({ start: index, end: index + said.length }));
}

/** Whether a stretch lies within one of others. */
export const isWithin = ({ start, end }: Span, spans: readonly Span[]): boolean =>
  spans.some((span) => start >= span.start && end <= span.end);

/** A question with stretches of it left blank, each character in its place. */
export function blanked(question: string, spans: readonly Span[]): string {
  return spans.reduce((text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), question);
}
