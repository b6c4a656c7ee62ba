import type { Ranked } from './lexical-search.ts';

/**
 * How slowly a rank loses value. 60, as in the original paper (Cormack, Clarke and Büttcher, SIGIR 2009), suits many lists;
 * with two good ones the first few places of each should count for more.
 */
const K = 10;

/** One ranked list and how much it counts. */
export interface WeightedRanking {
  ranking: Ranked[];
  weight: number;
}

/**
 * Reciprocal rank fusion: each list gives a document weight / (k + rank). Scores are scaled so that a document first in every
 * list has 1. Depends on the lists alone, never on which search ended first; ties go to the smaller id.
 */
export function fuse(lists: WeightedRanking[], k = K): Ranked[] {
  const scores = new Map<number, number>();
  for (const { ranking, weight } of lists) {
    ranking.forEach(({ id }, at) => scores.set(id, (scores.get(id) ?? 0) + weight / (k + at + 1)));
  }
  const best = lists.reduce((sum, { weight }) => sum + weight / (k + 1), 0);
  return [...scores].map(([id, score]) => ({ id, score: score / best })).sort((a, b) => b.score - a.score || a.id - b.id);
}
