import { stemmer } from '@orama/stemmers/french';
import { STOP_WORDS } from './stop-words.ts';

/** Part of the index manifest: to be raised whenever the output of this folder changes. */
export const ANALYSER_VERSION = 5;

/** One word of a text, in the two forms that are indexed. Offsets are UTF-16 units into the text given. */
export interface Token {
  /** Lower case, no accents, œ and æ opened. */
  exact: string;
  /** Snowball French stem of the word, folded like `exact`; equals `exact` for numbers and acronyms. */
  stem: string;
  start: number;
  end: number;
  /** True for a word that says nothing about the subject. */
  stop: boolean;
}

/** Accounting acronyms: the stemmer would cut them as if they were words. */
const ACRONYMS: ReadonlySet<string> = new Set(
  `ao audcif auscgie caf cafg ccp cmp cnps cnss css cump dgi ebe fcfa fifo hao hors ht ifrs immo irpp is lifo ohada pcg peps sarl sa
  sig smt snc syscohada sycebnl tafire tft ttc tva xof xaf`.split(/\s+/),
);

/** Written before an apostrophe; not words of their own. */
const ELISIONS: ReadonlySet<string> = new Set('c d j jusqu l lorsqu m n presqu puisqu qu quelqu quoiqu s t'.split(' '));

/**
 * Words of letters and digits; "58-2", "aujourd'hui" and "crédit-bail", which is no credit, stay whole. The letter apostrophe (U+02BC)
 * counts as an apostrophe.
 */
const WORD = /aujourd['’ʼ]hui|\bcr[ée]dit(?:s?[ \-]+)bail\b|\d+(?:-\d+)+|[[\p{L}\p{M}\p{N}]--ʼ]+/giv;

/** Splits a text, which must be in Unicode form NFC, into its words. */
export function analyse(text: string): Token[] {
  const tokens: Token[] = [];
  const shouted = !/\p{Ll}/u.test(text);
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    const { exact, stem } = formsOf(match[0]);
    if (exact === '' || (ELISIONS.has(exact) && /['’ʼ]/.test(text[end] ?? ''))) continue;
    // "AI" or "TE" among small letters is a line of the statements, not a word.
    const code = !shouted && /^[A-Z]{2}$/.test(match[0]);
    const counts = code || (exact === 'avoir' && isNoun(text, start, end));
    tokens.push({ exact, stem: code ? exact : stem, start, end, stop: !counts && STOP_WORDS.has(exact) });
  }
  return tokens;
}

/** "un avoir", "facture d'avoir", "avoir du fournisseur": a credit note, not the verb. */
function isNoun(text: string, start: number, end: number): boolean {
  return (
    /(?:^\s*|\b(?:[dl]['’ʼ]\s?|(?:un|cet|notre|votre|mon|son|leur|par|facture|note)\s+))$/iu.test(
      text.slice(Math.max(0, start - 12), start),
    ) ||
    /^\s+(?:(?:du|de la|des|d['’ʼ]une?|de notre|au|à un|sur)\s+)?(?:fournisseurs?|clients?|achats?|ventes?|commercial|financier)\b/iu.test(
      text.slice(end, end + 40),
    )
  );
}

/** Lower case, without accents, with œ and æ opened: the form under which words are compared. */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’ʼ]/g, "'");
}

/** However it is typed. */
const LEASE = /^credits?[ \-]+bail$/;

/** Words whose forms are kept, about a megabyte: texts and questions have the same ones again and again. */
const MOST_KEPT = 8_000;

const kept = new Map<string, { exact: string; stem: string }>();

function formsOf(word: string): { exact: string; stem: string } {
  const known = kept.get(word);
  if (known) return known;
  if (kept.size === MOST_KEPT) kept.clear();
  const exact = fold(word);
  const forms = LEASE.test(exact) ? { exact: 'credit-bail', stem: 'credit-bail' } : { exact, stem: stemOf(word, exact) };
  kept.set(word, forms);
  return forms;
}

/** The stemmer needs the accents; what it returns is folded so that a question typed without them still matches. */
function stemOf(word: string, exact: string): string {
  if (ACRONYMS.has(exact) || /\d/.test(exact)) return exact;
  return fold(stemmer(word.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')));
}

/** The words of a text that count: all but the stop words, or all when nothing else is left. */
export function contentTokens(tokens: Token[]): Token[] {
  const content = tokens.filter((token) => !token.stop);
  return content.length > 0 ? content : tokens;
}
