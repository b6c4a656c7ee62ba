import type { Citation, Finding, LigneEcriture } from '../../core/domain/settlement.ts';
import type { Compte } from '../comptabilite/plan-comptes.ts';
import type { IndexStore } from '../store/open-index.ts';
import type { Found } from './candidates.ts';
import { comparedText, compteText, principalAccount } from './compte-text.ts';
import { entryOf } from './entry.ts';
import { bestPassage, firstParagraph, highlightsOf, tellingParagraphs } from './excerpt.ts';
import { asksToBook } from './intent.ts';
import { articlesOf, asksForArticle } from './named-places.ts';
import type { Understanding } from './understand.ts';

/** What composing needs of the index besides the candidates. */
export interface Library {
  compte(numero: string): Compte | undefined;
  /** What a document says, and its pieces. */
  body(documentId: number): string;
  excerpts(documentId: number): string[];
}

/** The part of an index that composing reads. */
export function libraryOf(store: IndexStore): Library {
  return { compte: (numero) => store.compte(numero), body: (id) => store.body(id), excerpts: (id) => store.excerpts(id) };
}

/** Others whose score comes this near to the winner's (as the logarithm of odds) are shown as alternatives. */
const NEAR = 0.5;
const ALTERNATIVES = 2;
/** Paragraphs of a rule that are shown after its first. */
const MOST_TELLING = 3;
/** An entry that comes this near to the account it books on is shown with it. */
const NEAR_ENTRY = 1;

/** The answer from the best candidate; its neighbours in score follow as alternatives. `confidence` is the chance that it is right. */
export function composeAnswer(understanding: Understanding, candidates: Found[], library: Library, confidence: number): Finding {
  const [best, ...others] = candidates;
  if (!best) throw new Error('composeAnswer needs a candidate');
  const compared = comparedAccounts(understanding, candidates);
  const { text, entries, shown } =
    compared.length > 0
      ? { text: comparedText(compared, library), entries: [], shown: compared }
      : bodyOf(understanding, best, candidates, library);
  const near = others.filter((other) => best.score - other.score <= NEAR && !shown.includes(other)).slice(0, ALTERNATIVES);
  const cited = [...shown, ...near];
  const also = near.map(({ document }, at) => `${document.title} [${shown.length + at + 1}]`).join(' ; ');
  return {
    status: best.document.kind === 'limite' ? 'no_answer' : 'answered',
    answer: also === '' ? text : `${text}\n\nVoir aussi : ${also}.`,
    entries,
    citations: cite(cited, understanding, library),
    confidence,
  };
}

/** What the glossary says of several things, side by side, each with its accounts and its own marker. */
export function composeComparison(understanding: Understanding, terms: Found[], library: Library): Finding {
  const texts = terms.map(({ document: { id, title, comptes } }, at) => {
    const said = `${title} : ${firstParagraph(library.body(id))} [${at + 1}]`;
    const unsaid = comptes.filter((compte) => !said.includes(compte));
    return unsaid.length === 0 ? said : `${said} Au plan de comptes : ${unsaid.join(', ')}.`;
  });
  const citations = cite(terms, understanding, library);
  return { status: 'answered', answer: texts.join('\n\n'), entries: [], citations, confidence: 1 };
}

/** The accounts asked for, when the question names several. */
function comparedAccounts({ intent, numeros, plages }: Understanding, candidates: Found[]): Found[] {
  if (intent !== 'fiche_compte') return [];
  const isAsked = (numero: string): boolean =>
    numeros.includes(numero) || plages.some(({ from, to }) => numero.length === from.length && numero >= from && numero <= to);
  const asked = candidates.filter(({ document }) => document.kind === 'compte' && isAsked(document.comptes[0] ?? ''));
  return asked.length > 1 ? asked : [];
}

/** Citations in the order of the markers. */
export function cite(candidates: Found[], { subject }: Understanding, library: Library): Citation[] {
  const stems = new Set(subject.map((token) => token.stem));
  const best = candidates[0]?.score ?? 0;
  return candidates.map(({ document, score }) => {
    const excerpt = bestPassage(library.excerpts(document.id), stems) || document.title;
    const { key, title, reference, comptes } = document;
    return {
      id: key,
      title,
      reference,
      excerpt,
      highlights: highlightsOf(excerpt, stems),
      comptes,
      score: Math.min(1, Math.exp(score - best)),
    };
  });
}

/** What the answer says, the entry, and what both rest on, in the order of the markers. */
interface Body {
  text: string;
  entries: LigneEcriture[];
  shown: Found[];
}

function bodyOf(understanding: Understanding, best: Found, candidates: Found[], library: Library): Body {
  const { document } = best;
  if (document.kind === 'compte') return accountBody(understanding, best, candidates, library);
  const body = library.body(document.id);
  const opening = `${firstParagraph(body)} [1]`;
  const stems = new Set(understanding.subject.map((token) => token.stem));
  const detail = tellingParagraphs(body, stems, document.data.operation ? 1 : MOST_TELLING).map((text) => `${text} [1]`);
  const { operation } = document.data;
  const article = asksForArticle(understanding.question) ? articlesOf(document.reference) : undefined;
  if (!operation)
    return { text: [document.title, article, opening, ...detail].filter(Boolean).join('\n\n'), entries: [], shown: [best] };
  const { entries, hypotheses } = entryOf(operation, best.objet, understanding, library);
  const isBooked = entries.some(({ compte }) => compte === best.principal);
  const principal = isBooked && leavesOpen(understanding) ? principalAccount(best, library) : [];
  const parts = [...principal, opening, ...hypotheses, ...detail];
  return { text: parts.join('\n\n'), entries, shown: [best] };
}

/** A statement that asks for nothing by name: the account may be all that is wanted. */
function leavesOpen({ intent, question }: Understanding): boolean {
  return intent === 'libre' || (intent === 'ecriture' && !asksToBook(question));
}

/** The account; and, where the question may as well want it booked, the entry found next that books on it. */
function accountBody(understanding: Understanding, best: Found, candidates: Found[], library: Library): Body {
  const text = compteText(best.document, understanding, library);
  const [compte = ''] = best.document.comptes;
  const booking =
    understanding.intent === 'libre'
      ? candidates.find(({ document, objet, score }) => {
          const books = document.data.operation !== undefined && (objet === compte || document.comptes.includes(compte));
          return books && best.score - score <= NEAR_ENTRY;
        })
      : undefined;
  const operation = booking?.document.data.operation;
  if (!booking || !operation) return { text, entries: [], shown: [best] };
  const { entries, hypotheses } = entryOf(operation, booking.objet, understanding, library);
  const parts = [text, `Écriture : ${booking.document.title} [2].`, ...hypotheses];
  return { text: parts.join('\n\n'), entries, shown: [best, booking] };
}
