import { analyse, contentTokens } from '../../workers/analysis/analyser.ts';
import { rarity } from '../../workers/retrieval/rarity.ts';
import { passagesOf } from '../../workers/indexing/passages.ts';
import { hybrid, hybrids, idsOf, type Base } from './base.ts';
import { expandedSearch, synonymsOf } from './expansion.ts';
import { movedTowards, rankByMeaning } from './semantic.ts';
import type { Variants } from './variants.ts';

/** The question with synonyms of the glossary, by words only. */
export function synonyms({ collection: { questions, store, termes }, semantic }: Base): Variants {
  const variants: Variants = new Map();
  // A plain collection has no glossary.
  if (termes.length === 0) return variants;
  const others = synonymsOf(termes);
  for (const share of [0.1, 0.2, 0.4]) {
    const rankings = questions.map(({ tokens }) => expandedSearch(store, tokens, others(contentTokens(tokens)), share));
    variants
      .set(`mots, synonymes × ${share}`, idsOf(rankings))
      .set(`… et sens, synonymes × ${share}`, hybrids(rankings, semantic));
  }
  return variants;
}

/** What is found first searched again: by words, its titles; by meaning, its best passages. */
export function feedback({ collection, passages, vectors, lexical, semantic }: Base): Variants {
  const variants: Variants = new Map();
  for (const first of [3, 5]) {
    const leaders = lexical.map((ranking, at) => hybrid(ranking, semantic[at] ?? []).slice(0, first));
    for (const share of [0.2, 0.4]) {
      const byWords = collection.questions.map(({ tokens }, at) => {
        const titles = (leaders[at] ?? []).map(({ id }) => collection.documents[id - 1]?.title ?? '');
        return expandedSearch(collection.store, tokens, contentTokens(analyse(titles.join('\n'))), share);
      });
      const byMeaning = vectors.map((vector, at) => {
        const ids = (leaders[at] ?? []).map(({ id }) => id);
        return rankByMeaning(passages, movedTowards(vector, passages, ids, share));
      });
      const name = `${first} premiers × ${share}`;
      variants.set(`retour par mots, ${name}`, hybrids(byWords, semantic));
      variants.set(`retour par sens, ${name}`, hybrids(lexical, byMeaning));
      variants.set(`retour par mots et sens, ${name}`, hybrids(byWords, byMeaning));
    }
  }
  return variants;
}

/** Question vectors whose words count more the fewer passages have them, besides what the model's own weights say. */
export function questionWeights({ collection: { documents, questions }, model, passages, lexical }: Base): Variants {
  const frequency = new Map<number, number>();
  for (const document of documents) {
    const all = new Set(passagesOf(document).flatMap(({ embedded }) => [...model.pieces(embedded)]));
    for (const piece of all) frequency.set(piece, (frequency.get(piece) ?? 0) + 1);
  }
  const variants: Variants = new Map();
  for (const power of [0.25, 0.5, 1]) {
    // A piece that no document has says something all the same.
    const weightOf = (piece: number): number => rarity(frequency.get(piece) ?? 1, documents.length) ** power;
    const rankings = questions.map(({ text }) => rankByMeaning(passages, model.pool(model.pieces(text), weightOf)));
    variants.set(`sens : rareté^${power}`, idsOf(rankings)).set(`mots et sens : rareté^${power}`, hybrids(lexical, rankings));
  }
  return variants;
}
