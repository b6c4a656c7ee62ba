/**
 * BM25's inverse document frequency, in the form that is never negative (Lucene's): how much a word that `found` of
 * `documents` documents have says about one of them. 0 for a word that stands nowhere.
 */
export function rarity(found: number, documents: number): number {
  return found === 0 ? 0 : Math.log(1 + (documents - found + 0.5) / (found + 0.5));
}
