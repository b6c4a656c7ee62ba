import type { Token } from '../analysis/analyser.ts';
import type { FieldWeights, IndexStore } from '../store/open-index.ts';

/** A document found, with the score of the search that found it. */
export interface Ranked {
  id: number;
  score: number;
}

/** Title and everyday words say what a document is about; the body also mentions its neighbours. */
export const FIELD_WEIGHTS: FieldWeights = [3, 3, 2, 1, 0.5];

/** The words of a question that count: all but the stop words, or all when nothing else is left. */
export function contentTokens(tokens: Token[]): Token[] {
  const content = tokens.filter((token) => !token.stop);
  return content.length > 0 ? content : tokens;
}

/** Documents that share words with the question, best first. */
export function lexicalSearch(store: IndexStore, tokens: Token[], limit: number): Ranked[] {
  const match = matchExpression(contentTokens(tokens));
  return match === null ? [] : store.search(match, FIELD_WEIGHTS, limit);
}

/**
 * FTS5 syntax from words that the analyser made (letters, digits, - and ' only), each quoted: user text never reaches the
 * query parser. Null when there is no word.
 */
export function matchExpression(tokens: Token[]): string | null {
  if (tokens.length === 0) return null;
  const anyOf = (terms: string[]): string => [...new Set(terms)].map((term) => `"${term}"`).join(' OR ');
  const stems = anyOf(tokens.map((token) => token.stem));
  const exacts = anyOf(tokens.map((token) => token.exact));
  return `({title words questions body} : (${stems})) OR (exact : (${exacts}))`;
}
