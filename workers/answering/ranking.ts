import learned from './ranking.json' with { type: 'json' };

/** Weights learned by scripts/train-ranking, in a file one can read. Names are those of features.ts. */
export interface Ranking {
  /** By feature, or by "intent → kind of document". */
  weights: Readonly<Record<string, number>>;
  /** Logistic regression over the best candidate: by feature, "intent → kind of document", its "score", its "lead" over the next, and "bias". */
  confidence: Readonly<Record<string, number>>;
  /** A question whose best candidate has less is refused. */
  leastConfidence: number;
}

export const RANKING: Ranking = learned;

/** Named values times their weights, summed from `start` on; a value without weight does not count. */
export function weighted(values: Readonly<Record<string, number>>, weights: Readonly<Record<string, number>>, start = 0): number {
  return Object.entries(values).reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, start);
}

/** Chance, 0 to 1, by logistic regression over named values. */
export function chanceOf(values: Readonly<Record<string, number>>, { confidence }: Pick<Ranking, 'confidence'>): number {
  return 1 / (1 + Math.exp(-weighted(values, confidence, confidence['bias'])));
}
