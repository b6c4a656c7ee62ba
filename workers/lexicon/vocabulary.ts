import { analyse, fold } from '../analysis/analyser.ts';
import type { SourceLexique } from '../corpus/lexique.ts';
import type { IndexDocument } from '../indexing/documents.ts';
import { phoneticKey } from './phonetic-key.ts';
import { isWord, type Word } from './words.ts';

/** Up to this share of a word's places without accents, that is people leaving them out; beyond, it is a form of its own. */
const LEFT_OUT = 0.15;

/** "sous-traitance": each part has at least so many letters. */
const COMPOUND = /\p{L}{3,}(?:-\p{L}{3,})+/gu;

interface Count {
  documents: number;
  /** Places by spelling, in small letters. */
  forms: Map<string, number>;
}

/**
 * The words of the knowledge base and of everyday French, sorted. Misspellings and English that the glossary lists are no words:
 * documents of terms are not read, only the terms' French.
 */
export function vocabularyOf(documents: readonly IndexDocument[], { termes, motsCourants }: SourceLexique): Word[] {
  const counts = new Map<string, Count>();
  for (const { kind, title, words, questions, body } of documents) {
    if (kind !== 'terme') countWords([title, ...words, ...questions, body].join('\n'), counts);
  }
  for (const { terme, definition, synonymes, abreviations, anciens } of termes) {
    countWords([terme, definition, ...synonymes, ...abreviations, ...anciens].join('\n').normalize('NFC'), counts);
  }
  const own = [...counts].map(([exact, { documents, forms }]) => wordOf(exact, formOf(exact, forms), documents));
  const everyday = motsCourants.map((form) => wordOf(fold(form), form, 0)).filter(({ exact }) => !counts.has(exact));
  return [...own, ...everyday].sort((a, b) => (a.exact < b.exact ? -1 : 1));
}

const wordOf = (exact: string, form: string, documents: number): Word => ({ exact, form, key: phoneticKey(form), documents });

function countWords(text: string, counts: Map<string, Count>): void {
  const seen = new Set<string>();
  const count = (exact: string, form: string): void => {
    const known = counts.get(exact) ?? { documents: 0, forms: new Map<string, number>() };
    if (!seen.has(exact)) known.documents++;
    seen.add(exact);
    known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
    counts.set(exact, known);
  };
  const lower = text.toLowerCase();
  for (const { exact, start, end } of analyse(text)) if (isWord(exact)) count(exact, lower.slice(start, end));
  for (const [compound] of lower.matchAll(COMPOUND)) count(fold(compound).replaceAll('-', ''), compound);
}

/**
 * The spelling with accents, unless the one without is a form of its own ("passe" beside "passé"); the one with hyphens where there
 * is no other.
 */
function formOf(exact: string, forms: ReadonlyMap<string, number>): string {
  const plain = [...forms].filter(([form]) => fold(form) === exact);
  const some = plain.length > 0 ? plain : [...forms];
  const total = some.reduce((sum, [, times]) => sum + times, 0);
  if ((forms.get(exact) ?? 0) > LEFT_OUT * total) return exact;
  const [best] = some.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return best?.[0] ?? exact;
}
