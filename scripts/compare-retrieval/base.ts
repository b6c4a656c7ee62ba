import { fuse } from '../../workers/retrieval/fusion.ts';
import { lexicalSearch, type Ranked } from '../../workers/retrieval/lexical-search.ts';
import type { Retrieval } from '../../workers/retrieval/retrieve.ts';
import type { RankedByMeaning } from '../../workers/retrieval/semantic-search.ts';
import { PASSAGES } from '../../workers/indexing/passages.ts';
import type { Collection, Rankings } from './collections.ts';
import { embedDocuments, type PassageVectors } from './passage-vectors.ts';
import { DEPTH, rankByMeaning } from './semantic.ts';
import type { StaticModel } from './static-model.ts';

/** What the product's own settings find for every question: variants change one thing of it. */
export interface Base {
  collection: Collection;
  model: StaticModel;
  passages: PassageVectors;
  vectors: Float32Array[];
  lexical: Ranked[][];
  semantic: RankedByMeaning[][];
}

export function baseOf(collection: Collection, model: StaticModel): Base {
  const passages = embedDocuments(collection.documents, model, PASSAGES);
  const vectors = collection.questions.map(({ text }) => model.pool(model.pieces(text)));
  return {
    collection,
    model,
    passages,
    vectors,
    lexical: collection.questions.map(({ tokens }) => lexicalSearch(collection.store, tokens, DEPTH)),
    semantic: vectors.map((vector) => rankByMeaning(passages, vector)),
  };
}

/** As the product fuses: reciprocal ranks, both searches alike. */
export const hybrid = (lexical: Ranked[], semantic: Ranked[]): Ranked[] =>
  fuse([
    { ranking: lexical, weight: 1 },
    { ranking: semantic, weight: 1 },
  ]);

/** Enough for ten documents of any kind wanted. */
const KEPT = 60;

export const idsOf = (rankings: Ranked[][]): Rankings => rankings.map((ranking) => ranking.slice(0, KEPT).map(({ id }) => id));

/** Both searches of every question, fused as the product does. */
export const hybrids = (lexical: Ranked[][], semantic: Ranked[][]): Rankings =>
  idsOf(lexical.map((ranking, at) => hybrid(ranking, semantic[at] ?? [])));

/** The retrievals that the product would have made. */
export function retrievals({ lexical, semantic }: Base): Retrieval[] {
  const timings = { embed_ms: 0, lexical_ms: 0, semantic_ms: 0 };
  return lexical.map((byWords, at) => {
    const byMeaning = semantic[at] ?? [];
    return {
      lexical: byWords,
      semantic: byMeaning,
      fused: hybrid(byWords, byMeaning),
      searchedByMeaning: byMeaning.length > 0,
      timings,
    };
  });
}
