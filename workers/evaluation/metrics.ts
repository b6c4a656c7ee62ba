/** Relevance of the documents judged for one query, by document id; what is not judged is not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/**
 * Discounted cumulative gain of the first `k` of a ranking over that of the best ranking possible: gain is the judgement
 * itself, discounted by log2(rank + 1), as trec_eval computes ndcg_cut. 0 when nothing is relevant.
 */
export function ndcgAt(k: number, ranking: readonly string[], judgements: Judgements): number {
  const gains = ranking.slice(0, k).map((id) => Math.max(0, judgements.get(id) ?? 0));
  const ideal = [...judgements.values()]
    .filter((gain) => gain > 0)
    .sort((a, b) => b - a)
    .slice(0, k);
  const best = discountedSum(ideal);
  return best === 0 ? 0 : discountedSum(gains) / best;
}

/** 1 / rank of the first relevant document among the first `k`, 0 when there is none. */
export function reciprocalRankAt(k: number, ranking: readonly string[], judgements: Judgements): number {
  const at = ranking.slice(0, k).findIndex((id) => isRelevant(id, judgements));
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Share of the relevant documents that are among the first `k`. 0 when nothing is relevant. */
export function recallAt(k: number, ranking: readonly string[], judgements: Judgements): number {
  const relevant = [...judgements.values()].filter((gain) => gain > 0).length;
  const found = ranking.slice(0, k).filter((id) => isRelevant(id, judgements)).length;
  return relevant === 0 ? 0 : found / relevant;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value that at least `share` (0 to 1) of the values do not exceed; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

function isRelevant(id: string, judgements: Judgements): boolean {
  return (judgements.get(id) ?? 0) > 0;
}

function discountedSum(gains: readonly number[]): number {
  return gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}
