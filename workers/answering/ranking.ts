import learned from './ranking.json' with { type: 'json' };

/** Weights learned by scripts/train-ranking, in a file one can read. Names are those of features.ts. */
export interface Ranking {
  /** By feature, or by "intent → kind of document". */
  weights: Readonly<Record<string, number>>;
  /** Logistic regression over the best candidate: by feature, its "score", its "lead" over the next, and "bias". */
  confidence: Readonly<Record<string, number>>;
  /** A question whose best candidate has less is refused. */
  leastConfidence: number;
}

export const RANKING: Ranking = learned;

/** Chance, 0 to 1, by logistic regression over named values; a value without weight does not count. */
export function chanceOf(values: Readonly<Record<string, number>>, { confidence }: Pick<Ranking, 'confidence'>): number {
  const sum = Object.entries(values).reduce(
    (total, [name, value]) => total + (confidence[name] ?? 0) * value,
    confidence['bias'] ?? 0,
  );
  return 1 / (1 + Math.exp(-sum));
}
