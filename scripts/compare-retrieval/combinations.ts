import type { Ranked } from '../../workers/retrieval/lexical-search.ts';
import { hybrid, hybrids, idsOf, type Base } from './base.ts';
import { similarities, type PassageVectors } from './passage-vectors.ts';
import { fuseScores } from './score-fusion.ts';
import { byGathered, DEPTH } from './semantic.ts';
import { unit } from './static-model.ts';
import type { Variants } from './variants.ts';

const byScore = (a: Ranked, b: Ranked): number => b.score - a.score || a.id - b.id;

/** The title as a passage of its own: alone, and added to the best passage. */
export function titles({ collection: { documents }, model, vectors, lexical, semantic }: Base): Variants {
  const values = new Float32Array(documents.length * model.dimension);
  documents.forEach(({ title }, at) => values.set(model.pool(model.pieces(title)), at * model.dimension));
  const ofTitles = { dimension: model.dimension, values, documentOf: Int32Array.from(documents, (_, at) => at + 1) };
  const near = vectors.map((vector) => similarities(ofTitles, vector));
  const variants: Variants = new Map();
  for (const weight of [0.25, 0.5, 1]) {
    const rankings = semantic.map((ranking, at) =>
      ranking.map(({ id, score }) => ({ id, score: score + weight * (near[at]?.[id - 1] ?? 0) })).sort(byScore),
    );
    variants.set(`sens + titre × ${weight}`, idsOf(rankings)).set(`mots et sens + titre × ${weight}`, hybrids(lexical, rankings));
    const fused = lexical.map((ranking, at) => scaled([ranking, rankings[at] ?? []], [1, 1.5]));
    variants.set(`zscore × 1,5, sens + titre × ${weight}`, idsOf(fused));
  }
  return variants;
}

const scaled = (rankings: Ranked[][], weights: number[]): Ranked[] =>
  fuseScores(
    rankings.map((ranking, at) => ({ ranking, weight: weights[at] ?? 1 })),
    'zscore',
  );

/** Three searches at once: words, best passage, mean of the best three. */
export function three({ lexical, semantic }: Base): Variants {
  const variants: Variants = new Map();
  for (const [words, best, mean] of [
    [1, 0.75, 0.75],
    [1, 1, 1],
    [1, 1, 0.5],
    [1, 0.5, 1],
  ] as const) {
    const rankings = lexical.map((ranking, at) => {
      const byMeaning = semantic[at] ?? [];
      return scaled([ranking, byMeaning, byGathered(byMeaning)], [words, best, mean]);
    });
    variants.set(`zscore, mots ${words}, meilleur ${best}, moyenne ${mean}`, idsOf(rankings));
  }
  return variants;
}

/** Documents found first lift those that are like them: clusters of documents answer the same questions. */
export function neighbours(base: Base): Variants {
  const { lexical, semantic, collection, model } = base;
  const centres = centresOf(base.passages, collection.documents.length);
  const variants: Variants = new Map();
  for (const share of [0.15, 0.3, 0.5]) {
    const rankings = lexical.map((ranking, at) => lifted(hybrid(ranking, semantic[at] ?? []), centres, model.dimension, share));
    variants.set(`voisinage × ${share}`, idsOf(rankings));
  }
  return variants;
}

const LEADERS = 10;

function lifted(ranking: Ranked[], centres: Float32Array, dimension: number, share: number): Ranked[] {
  const centre = (id: number): Float32Array => centres.subarray((id - 1) * dimension, id * dimension);
  const leaders = ranking.slice(0, LEADERS);
  const all = leaders.reduce((sum, { score }) => sum + score, 0);
  return ranking
    .slice(0, DEPTH)
    .map(({ id, score }) => {
      const support = leaders.reduce((sum, other) => sum + other.score * inner(centre(id), centre(other.id)), 0) / all;
      return { id, score: (1 - share) * score + share * support };
    })
    .sort(byScore);
}

/** The mean of each document's passages, of length 1. */
function centresOf({ values, dimension, documentOf }: PassageVectors, documents: number): Float32Array {
  const centres = new Float32Array(documents * dimension);
  documentOf.forEach((id, row) => {
    for (let at = 0; at < dimension; at++) {
      const place = (id - 1) * dimension + at;
      centres[place] = (centres[place] as number) + (values[row * dimension + at] as number);
    }
  });
  for (let id = 0; id < documents; id++) unit(centres.subarray(id * dimension, (id + 1) * dimension));
  return centres;
}

function inner(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
