import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Histogram } from '../../../core/monitoring/histogram.ts';
import { randomFrom } from '../../support/random.ts';

test('percentiles are within 2.5 % of the exact ones, for durations of any size', () => {
  const random = randomFrom(7);
  const durations = Array.from({ length: 5000 }, () => 10 ** (random.next() * 6 - 1.5));
  const histogram = new Histogram();
  for (const ms of durations) histogram.add(ms);
  const sorted = durations.toSorted((a, b) => a - b);
  const found = histogram.percentiles();
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const) {
    const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    const given = found?.[name] ?? 0;
    assert.ok(Math.abs(given - exact) <= exact * 0.026, `${name}: ${given} for ${exact}`);
  }
  assert.ok(Math.abs(histogram.sum - durations.reduce((sum, ms) => sum + ms, 0)) < 1e-3);
});

test('two of them together say what one of everything would', () => {
  const [a, b, all] = [new Histogram(), new Histogram(), new Histogram()];
  for (let ms = 1; ms <= 400; ms++) {
    (ms % 3 === 0 ? a : b).add(ms);
    all.add(ms);
  }
  a.merge(b);
  assert.deepEqual(a.percentiles(), all.percentiles());
  assert.deepEqual([a.count, a.sum], [all.count, all.sum]);
});

test('nothing has no percentiles, and no time at all is zero', () => {
  const histogram = new Histogram();
  assert.equal(histogram.percentiles(), null);
  histogram.add(0);
  assert.deepEqual(histogram.percentiles(), { p50: 0, p95: 0, p99: 0 });
});
