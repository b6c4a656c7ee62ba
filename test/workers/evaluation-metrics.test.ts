import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summarise } from '../../workers/evaluation/evaluate.ts';
import { mean, ndcgAt, percentile, recallAt, reciprocalRankAt } from '../../workers/evaluation/metrics.ts';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

describe('nDCG', () => {
  const judged = new Map([
    ['a', 1],
    ['b', 1],
    ['c', 0],
  ]);

  it('is 1 when the relevant documents come first, in either order', () => {
    near(ndcgAt(10, ['b', 'a', 'x'], judged), 1);
  });

  it('discounts by the logarithm of the rank', () => {
    // Ranks 2 and 4 against the best possible 1 and 2.
    near(ndcgAt(10, ['x', 'a', 'c', 'b'], judged), (1 / Math.log2(3) + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3)));
  });

  it('uses graded judgements as they are, not 2^grade - 1', () => {
    const graded = new Map([
      ['a', 3],
      ['b', 1],
    ]);
    near(ndcgAt(10, ['b', 'a'], graded), (1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)));
  });

  it('looks at the first k only, in the ranking and in the best ranking', () => {
    near(ndcgAt(1, ['x', 'a'], judged), 0);
    near(ndcgAt(1, ['a', 'x'], judged), 1);
  });

  it('takes a negative judgement for not relevant', () => {
    near(ndcgAt(10, ['z', 'a'], new Map([['z', -1], ['a', 1]])), 1 / Math.log2(3)); // prettier-ignore
  });

  it('is 0 without anything relevant or found', () => {
    near(ndcgAt(10, ['c'], new Map([['c', 0]])), 0);
    near(ndcgAt(10, [], judged), 0);
  });
});

describe('reciprocal rank and recall', () => {
  const judged = new Map([
    ['a', 2],
    ['b', 1],
    ['c', 1],
    ['d', 0],
  ]);

  it('counts the first relevant document', () => {
    near(reciprocalRankAt(10, ['d', 'x', 'b', 'a'], judged), 1 / 3);
    near(reciprocalRankAt(2, ['d', 'x', 'b'], judged), 0);
  });

  it('counts the share of relevant documents found', () => {
    near(recallAt(10, ['a', 'd', 'x', 'b'], judged), 2 / 3);
    near(recallAt(1, ['a', 'b', 'c'], judged), 1 / 3);
    near(recallAt(10, ['a'], new Map()), 0);
  });
});

describe('averages', () => {
  it('takes the smallest value that covers the share asked for', () => {
    const values = [5, 1, 4, 2, 3, 6, 7, 8, 9, 10];
    assert.equal(percentile(values, 0.5), 5);
    assert.equal(percentile(values, 0.95), 10);
    assert.equal(percentile([7], 0.5), 7);
    near(mean([1, 2, 6]), 3);
  });

  it('gives each intent the same weight, whatever its number of queries', () => {
    const measured = (value: number, intent: string | undefined) => ({
      figures: { 'ndcg@10': value, 'mrr@10': value, 'recall@10': value, 'recall@100': value },
      intent,
      ms: 1,
    });
    const figures = summarise([measured(1, 'i'), measured(1, 'i'), measured(1, 'i'), measured(0, 'j'), measured(0.5, undefined)]);
    near(figures['ndcg@10'], 0.7);
    near(figures.by_intent?.['ndcg@10'] ?? NaN, 0.5);
    assert.equal(summarise([measured(1, undefined)]).by_intent, undefined);
  });
});
