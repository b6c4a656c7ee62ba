import { analyse, contentTokens, type Token } from '../../workers/analysis/analyser.ts';
import type { Terme } from '../../workers/corpus/terme.ts';
import { LEXICAL, lexicalSearch, type Ranked } from '../../workers/retrieval/lexical-search.ts';
import type { IndexStore } from '../../workers/store/open-index.ts';
import { DEPTH } from './semantic.ts';

/** Words that the glossary says for something the question says otherwise. */
export type Synonyms = (tokens: Token[]) => Token[];

const LONGEST = 5;

const rowOf = (tokens: Token[]): string => tokens.map(({ stem }) => stem).join(' ');

/** The other names of every term that a question names by one of them, by stems. */
export function synonymsOf(termes: readonly Terme[]): Synonyms {
  const names = new Map<string, string[]>();
  for (const { terme, synonymes } of termes) {
    const all = [terme, ...synonymes];
    for (const name of all) names.set(rowOf(contentTokens(analyse(name))), all);
  }
  return (tokens) => {
    const said = new Set(tokens.map(({ stem }) => stem));
    const others = tokens.flatMap((_, at) =>
      Array.from({ length: LONGEST }, (_, more) => names.get(rowOf(tokens.slice(at, at + more + 1))) ?? []).flat(),
    );
    return contentTokens(analyse([...new Set(others)].join('\n'))).filter(({ stem }) => !said.has(stem));
  };
}

/** A search by words with further words that count `share` as much: their scores are brought to the scale of the first. */
export function expandedSearch(store: IndexStore, tokens: Token[], further: Token[], share: number): Ranked[] {
  const own = lexicalSearch(store, tokens, DEPTH, LEXICAL);
  if (further.length === 0) return own;
  const added = lexicalSearch(store, further, DEPTH, LEXICAL);
  const scale = (share * (own[0]?.score ?? 1)) / Math.max(added[0]?.score ?? 1, Number.EPSILON);
  const scores = new Map(own.map(({ id, score }) => [id, score]));
  for (const { id, score } of added) scores.set(id, (scores.get(id) ?? 0) + scale * score);
  return [...scores]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, DEPTH);
}
