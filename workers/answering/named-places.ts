import { fold } from '../analysis/analyser.ts';
import { isNamed, type StoredDocument, type Terms } from '../store/read-documents.ts';
import { namesIn } from '../store/packed-terms.ts';
import type { Understanding } from './understand.ts';

/** Something a question names by its number or letters, so that only what speaks of it may answer. */
export interface NamedPlace {
  /** As the answer names it: "l’article 45 de l’AUDCIF". */
  name: string;
  isIn: (document: StoredDocument, terms: Terms) => boolean;
  /** How sheets cite it, where they do. */
  reference?: string;
  /** Asked for, not named: that a sheet has one does not yet make it the right one. */
  open?: true;
}

const ANY_ARTICLE = /\bquels? (?:est l'|sont les )?articles?\b|^(?:l')?articles? (?:qui|sur|relatif|de l'acte|de l'audcif)\b/;
const CITED = /\bAUDCIF, art\. [^;]+/;

const NOTE = /\bnotes?(?: annexes?)? (?:n[°o]\.? ?)?(\d{1,2} ?[a-f]?)\b/g;
const LINE = /\b(?:postes?|lignes?|ref\.?|reference|code|rubrique) ([a-z]{2})\b/g;
/** Two letters that are words, after "poste" or "ligne". */
const WORDS = new Set('de du le la un en et au ou ce on il se sa son par tva'.split(' '));

/** Articles, notes and lines of the statements that a question names. */
export function namedPlaces({ question, articles }: Pick<Understanding, 'question' | 'articles'>): NamedPlace[] {
  const folded = fold(question);
  const cited = articles.map((article) => ({
    name: `l’article ${article}`,
    reference: `AUDCIF, art. ${article}`,
    isIn: ({ reference }: StoredDocument) => reference.split(' ; ').includes(`AUDCIF, art. ${article}`),
  }));
  const notes = [...folded.matchAll(NOTE)].map((match) => {
    const number = (match[1] ?? '').replaceAll(' ', '');
    return {
      name: `la note ${number.toUpperCase()}`,
      isIn: (document: StoredDocument, terms: Terms) => isNote(document, number, terms),
    };
  });
  const lines = [...folded.matchAll(LINE)]
    .map((match) => match[1] ?? '')
    .filter((code) => !WORDS.has(code))
    .map((code) => ({
      name: `le poste ${code.toUpperCase()}`,
      isIn: (document: StoredDocument, terms: Terms) => document.kind === 'etat' && isNamed(document, code, terms),
    }));
  return [...cited, ...notes, ...lines, ...(asksForArticle(question) ? [ANY] : [])];
}

const ANY: NamedPlace = { name: 'un article de l’AUDCIF', isIn: ({ reference }) => CITED.test(reference), open: true };

/** Whether the answer is to be an article. */
export function asksForArticle(question: string): boolean {
  return ANY_ARTICLE.test(fold(question));
}

/** The articles a reference cites, as an answer names them; undefined when there is none. */
export function articlesOf(reference: string): string | undefined {
  const cited = reference.split(' ; ').filter((one) => CITED.test(one));
  return cited.length === 0 ? undefined : cited.join(', ');
}

/** A sheet on the statements that names the note, or the part of it asked for ("3D"), or its whole ("note 15" for 15A). */
function isNote(document: StoredDocument, number: string, terms: Terms): boolean {
  const is = (stem: string): boolean => stem === number || stem.replace(/(?<=^\d+)[a-f]$/, '') === number;
  return (
    document.kind === 'etat' &&
    isNamed(document, 'not', terms) &&
    namesIn(document.names, terms.stemOf).some((stems) => stems.includes('not') && stems.some(is))
  );
}
