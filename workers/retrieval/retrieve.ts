import { performance } from 'node:perf_hooks';
import type { Token } from '../analysis/analyser.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { IndexStore } from '../store/open-index.ts';
import type { VectorIndex } from '../vectors/vectors.ts';
import { fuse } from './fusion.ts';
import { lexicalSearch, type Ranked } from './lexical-search.ts';
import { semanticSearch, type RankedByMeaning } from './semantic-search.ts';

/** What a search needs, opened once per worker. */
export interface SearchParts {
  store: IndexStore;
  vectors: VectorIndex;
  embedder: Pick<Embedder, 'embed'>;
  documentOf: Int32Array;
}

/** The three rankings of one question, and the time each stage took in milliseconds. */
export interface Retrieval {
  lexical: Ranked[];
  semantic: RankedByMeaning[];
  /** False where nothing could be compared: model or vectors could not be had, or the model knows none of the question's words. */
  searchedByMeaning: boolean;
  fused: Ranked[];
  timings: { embed_ms: number; lexical_ms: number; semantic_ms: number };
}

const DOCUMENTS = 200;
const PASSAGES = 400;

/** Weights of the two lists in the fusion. */
const WEIGHTS = { lexical: 1, semantic: 1 };

/**
 * Searches by words and by meaning. The model computes on its own threads, so the lexical search runs while the question
 * is being embedded.
 */
export async function retrieve(parts: SearchParts, question: string, tokens: Token[]): Promise<Retrieval> {
  const [byMeaning, byWords] = await Promise.all([searchByMeaning(parts, question), searchByWords(parts, tokens)]);
  const { embed_ms, semantic_ms, searched } = byMeaning;
  const words = { ranking: byWords.ranking, weight: WEIGHTS.lexical };
  const fused = fuse(searched ? [words, { ranking: byMeaning.ranking, weight: WEIGHTS.semantic }] : [words]);
  return {
    lexical: byWords.ranking,
    semantic: byMeaning.ranking,
    searchedByMeaning: searched,
    fused,
    timings: { embed_ms, lexical_ms: byWords.lexical_ms, semantic_ms },
  };
}

/** The part of a retrieval that goes by meaning; nothing is near a question without a word the model knows. */
export async function searchByMeaning({ embedder, vectors, documentOf }: SearchParts, question: string) {
  const start = performance.now();
  const [vector] = await embedder.embed([question], 'query');
  const embedded = performance.now();
  const searched = vectors.size > 0 && vector?.some((value) => value !== 0) === true;
  const ranking = searched && vector ? semanticSearch(vectors, documentOf, vector, PASSAGES) : [];
  return { ranking, searched, embed_ms: embedded - start, semantic_ms: performance.now() - embedded };
}

/** The part of a retrieval that goes by words. */
export async function searchByWords({ store }: SearchParts, tokens: Token[]) {
  const start = performance.now();
  return { ranking: lexicalSearch(store, tokens, DOCUMENTS), lexical_ms: performance.now() - start };
}
