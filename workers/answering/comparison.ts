import { analyse } from '../analysis/analyser.ts';
import type { DocumentKind } from '../indexing/documents.ts';
import type { IndexStore } from '../store/open-index.ts';
import { eachName } from '../store/packed-terms.ts';
import type { StoredDocument, Terms } from '../store/read-documents.ts';
import type { Found } from './candidates.ts';
import type { Understanding } from './understand.ts';

const DIFFERENCE = /\b(?:diff[ée]rences?|distinctions?)\b.*?\bentre\s+(?<one>[^,;:?]+?)\s+et\s+(?<other>[^,;:?]+?)\s*[?.!]*$/iu;

/** What may speak of two things at once; an operation only tells how one case is booked. */
const TELLS: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['terme', 'regle', 'etat']);

/**
 * The glossary's entries for two things that a question wants told apart, "différence entre une avance et un acompte"; none where the
 * best candidate speaks of both by itself, or where the glossary lacks one.
 */
export function comparedTerms({ question, numeros }: Understanding, found: Found[], store: IndexStore): Found[] {
  const { one, other } = DIFFERENCE.exec(question)?.groups ?? {};
  const [best] = found;
  if (one === undefined || other === undefined || !best || numeros.length > 0) return [];
  const sides = [one, other].map((side) => termsOf(side, store.terms));
  const tellsBoth =
    TELLS.has(best.document.kind) && hasName(best.document, (name) => sides.flat().every((term) => name.includes(term)));
  if (tellsBoth) return [];
  const terms = sides.flatMap(
    (side) => found.find(({ document }) => document.kind === 'terme' && isCalled(document, side)) ?? [],
  );
  return new Set(terms).size === sides.length ? terms : [];
}

/** The words of a name that count, as terms; 0 for one that no document has. */
const termsOf = (name: string, { idOf }: Terms): number[] =>
  analyse(name).flatMap(({ stem, stop }) => (stop ? [] : [idOf(stem)]));

const hasName = ({ names }: StoredDocument, accepts: (name: Uint32Array) => boolean): boolean => eachName(names).some(accepts);

/** Whether one of its names has these words and no other. */
const isCalled = (document: StoredDocument, terms: number[]): boolean =>
  hasName(document, (name) => terms.every((term) => name.includes(term)) && name.every((term) => terms.includes(term)));
