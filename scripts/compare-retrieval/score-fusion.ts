import type { Ranked } from '../../workers/retrieval/lexical-search.ts';
import type { WeightedRanking } from '../../workers/retrieval/fusion.ts';

/** How the scores of two searches are brought to one scale. */
export type Scale = 'minmax' | 'zscore';

/** Adds the scaled scores of several rankings; what one of them did not find counts there as the last it found. */
export function fuseScores(lists: WeightedRanking[], scale: Scale): Ranked[] {
  const sums = new Map<number, number>();
  const all = new Set(lists.flatMap(({ ranking }) => ranking.map(({ id }) => id)));
  for (const { ranking, weight } of lists) {
    const scaled = SCALES[scale](ranking);
    const least = Math.min(0, ...scaled.values());
    for (const id of all) sums.set(id, (sums.get(id) ?? 0) + weight * (scaled.get(id) ?? least));
  }
  return [...sums].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || a.id - b.id);
}

const SCALES: Record<Scale, (ranking: Ranked[]) => Map<number, number>> = {
  minmax: (ranking) => {
    const [most, least] = [ranking[0]?.score ?? 0, ranking.at(-1)?.score ?? 0];
    return new Map(ranking.map(({ id, score }) => [id, most > least ? (score - least) / (most - least) : 1]));
  },
  zscore: (ranking) => {
    const mean = ranking.reduce((sum, { score }) => sum + score, 0) / ranking.length;
    const variance = ranking.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / ranking.length;
    return new Map(ranking.map(({ id, score }) => [id, variance > 0 ? (score - mean) / Math.sqrt(variance) : 0]));
  },
};
