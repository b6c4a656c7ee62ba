const MONTHS = 'janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre';
const NOT_AN_ACCOUNT = new RegExp(
  String.raw`^\s*(?:%|pour\s?cent|f\b|fcfa|francs?|jours?|mois|ans?|années?|${MONTHS}|du mois|/|er\b)`,
  'iu',
);

/** "compte 4441", "comptes 681 et 691", "cpte n° 57". */
const NAMED =
  /(?:^|[^\p{L}])(?:sous-)?(?:comptes?|cptes?|classe)\s*(?:n[°o]\.?|num[ée]ros?)?\s*:?\s*(\d{1,10}(?:(?:\s*(?:,|;|\/|\bet\b|\bou\b|\bau?\b|à)\s*(?:(?:le|du|au)\s+)?)\d{1,10})*)/giu;
/** "le 57", "au 4441": said only of accounts when nothing else follows. */
const WITH_ARTICLE =
  /(?:^|[^\p{L}])(?<article>le|au|du|un|dans|et|entre)\s+(?<number>\d{2,6})(?![\d.,]*\d|[ \u00a0\u202f]\d{3})/giu;
/** "le 401 et 409": anything else may be counted after "et". */
const AFTER_ACCOUNT = /(?:le|du|au|entre|comptes?)\s+\d{2,4}\s*$/iu;

/** What is said of an account before "le 24"; anything else told of a number up to 31 happens on that day of the month. */
const OF_AN_ACCOUNT =
  /(?:^|sert|servent|contien\p{L}*|comprend|quoi|qu['’]est[- ]ce qu[e']?|r[ôo]le|fonctionnement|d[ée]finition|sens|d[ée]bit\p{L}*|cr[ée]dit\p{L}*|sold\p{L}*|imput\p{L}*|met\p{L}*(?: [çc]a)?|class\p{L}*|entre|et|ou|comptes?|expliqu\p{L}*|sur)\s*$/iu;
const HAPPENED = /^\s*,?\s*(?:on a|on n['’]a|nous|j['’]|il|elle|le client|la banque)/iu;

/** "603 ça enregistre quoi", "603 : définition". */
const FIRST =
  /^\s*(?<number>[1-9]\d{1,3})\s+(?:ça|ca|c['’]est|sert|enregistre|:|\?|définition|definition|rôle|role|en ohada|syscohada)/iu;
const ALONE = /^\s*(\d{1,10})\s*[?!.]*\s*$/u;

/**
 * Account numbers a question speaks of, in order and without repeats; they need not exist. Years, days, amounts and
 * percentages are not taken for accounts.
 */
export function accountNumbers(question: string): string[] {
  const alone = ALONE.exec(question)?.[1];
  if (alone !== undefined) return [alone];
  const named = [...question.matchAll(NAMED)].flatMap((match) => {
    if (NOT_AN_ACCOUNT.test(question.slice(match.index + match[0].length))) return [];
    return match[1]?.match(/\d+/g) ?? [];
  });
  const spoken = [...question.matchAll(WITH_ARTICLE)]
    .filter((match) => !NOT_AN_ACCOUNT.test(question.slice(match.index + match[0].length)))
    .filter(({ groups }) => groups?.['article']?.toLowerCase() === 'le' || !isYear(groups?.['number'] ?? ''))
    .filter((match) => !isDay(match, question))
    .filter(({ groups, index }) => groups?.['article']?.toLowerCase() !== 'et' || AFTER_ACCOUNT.test(question.slice(0, index)))
    .map(({ groups }) => groups?.['number'] ?? '');
  const first = FIRST.exec(question)?.groups?.['number'];
  return [...new Set([...(first === undefined ? [] : [first]), ...named, ...spoken])];
}

/** From one account to another of as many figures. */
export interface AccountRange {
  from: string;
  to: string;
}

const RANGE =
  /(?:^|[^\p{L}])(?:comptes?|cptes?)\s*(?:n[°o]\.?)?\s*(?:de\s+|du\s+)?(\d{1,4})\s*(?:à|a|au|-|jusqu['’]au?)\s*(\d{1,4})(?!\d)/giu;

/** Ranges of accounts a question speaks of: "comptes 401 à 409". */
export function accountRanges(question: string): AccountRange[] {
  return [...question.matchAll(RANGE)]
    .map(([, from = '', to = '']) => ({ from, to }))
    .filter(({ from, to }) => from.length === to.length && from < to);
}

/** Article numbers a question asks for: "article 45", "art. 58-2", "article 7 bis". */
export function articleNumbers(question: string): string[] {
  return [...question.matchAll(/\bart(?:icles?|\.)?\s*(?:n[°o]\.?\s*)?(\d+(?:-\d+)?(?:\s(?:bis|ter|quater)\b)?)/giu)].map(
    (match) => match[1] ?? '',
  );
}

/** "payé le 16", "facturé au 30". */
function isDay({ index, 0: said, groups }: RegExpExecArray, question: string): boolean {
  if (Number(groups?.['number']) > 31 || !/^(?:le|du|au)$/iu.test(groups?.['article'] ?? '')) return false;
  return !OF_AN_ACCOUNT.test(question.slice(0, index)) || HAPPENED.test(question.slice(index + said.length));
}

function isYear(number: string): boolean {
  return number.length === 4 && /^(19|20)\d\d$/.test(number);
}
