import { valuesOf } from '../../workers/answering/candidates.ts';
import { FEATURE_NAMES } from '../../workers/answering/features.ts';
import type { Example } from './examples.ts';

/** Weights by name. */
export type Weights = Record<string, number>;

const STEPS = 300;
const RATE = 0.05;
/** Wrong candidates of a question that are learned from: those ranked first so far are the ones to be told apart. */
const RIVALS = 20;

/** Values that should sum to more than zero under the weights, and how much that counts. */
interface Wanted {
  values: Weights;
  weight: number;
}

/**
 * Weights under which right candidates score above wrong ones: logistic loss over pairs (RankNet with a linear model), each
 * question counting the same however many pairs it gives, with a pull towards zero. No feature may speak against a candidate:
 * they overlap, and a negative weight would only make up for another's.
 */
export function learnRanking(examples: { example: Example; weight: number }[], pull: number): Weights {
  return minimise(
    examples.flatMap(({ example, weight }) => pairsOf(example, weight)),
    pull,
    new Set<string>(FEATURE_NAMES),
  );
}

/**
 * Logistic regression: the chance that a row is right. Values are brought to one scale while learning, so that the pull towards
 * zero is the same for all; the weights returned apply to the values as they are.
 */
export function learnChance(rows: { values: Weights; right: boolean }[], pull: number): Weights {
  const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const scales = names.map((name) => ({ name, ...spread(rows.map(({ values }) => values[name] ?? 0)) }));
  const scaledRows = rows.map(({ values, right }) => {
    const sign = right ? 1 : -1;
    const scaled = scales.map(({ name, mean, deviation }) => [name, (sign * ((values[name] ?? 0) - mean)) / deviation]);
    return { values: { ...(Object.fromEntries(scaled) as Weights), bias: sign }, weight: 1 };
  });
  const learned = minimise(scaledRows, pull);
  const weights: Weights = { bias: learned['bias'] ?? 0 };
  for (const { name, mean, deviation } of scales) {
    weights[name] = (learned[name] ?? 0) / deviation;
    weights['bias'] = (weights['bias'] ?? 0) - (weights[name] ?? 0) * mean;
  }
  return weights;
}

function spread(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) + 1e-6 };
}

function pairsOf({ candidates, right, understanding }: Example, weight: number): Wanted[] {
  const rows = candidates.map((candidate) => valuesOf(candidate.features, understanding.intent, candidate.document.kind));
  const [good, bad] = [rows.filter((_, at) => right[at]), rows.filter((_, at) => !right[at]).slice(0, RIVALS)];
  if (good.length === 0 || bad.length === 0) return [];
  // Which of several right ones wins does not matter.
  const some = good.slice(0, 3);
  const each = weight / (some.length * bad.length);
  return some.flatMap((one) => bad.map((other) => ({ values: difference(one, other), weight: each })));
}

function difference(a: Weights, b: Weights): Weights {
  const all = { ...a };
  for (const [name, value] of Object.entries(b)) all[name] = (all[name] ?? 0) - value;
  return all;
}

/** Adam over all rows at once: deterministic, and these are small. Weights of the names in `notNegative` stay at zero or above. */
function minimise(wanted: Wanted[], pull: number, notNegative: ReadonlySet<string> = new Set()): Weights {
  const names = [...new Set(wanted.flatMap(({ values }) => Object.keys(values)))].sort();
  const rows = wanted.map(({ values }) => Float64Array.from(names, (name) => values[name] ?? 0));
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0);
  const shares = wanted.map(({ weight }) => weight / total);
  const weights = new Float64Array(names.length);
  const [first, second] = [new Float64Array(names.length), new Float64Array(names.length)];
  for (let step = 1; step <= STEPS; step++) {
    const slope = slopeOf(rows, shares, weights, pull);
    for (let at = 0; at < names.length; at++) {
      const g = slope[at] ?? 0;
      const m = (first[at] = 0.9 * (first[at] ?? 0) + 0.1 * g);
      const v = (second[at] = 0.999 * (second[at] ?? 0) + 0.001 * g * g);
      const next = (weights[at] ?? 0) - (RATE * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-8);
      weights[at] = notNegative.has(names[at] ?? '') ? Math.max(0, next) : next;
    }
  }
  return Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0]));
}

function slopeOf(rows: Float64Array[], shares: number[], weights: Float64Array, pull: number): Float64Array {
  const slope = weights.map((weight) => pull * weight);
  rows.forEach((row, at) => {
    let score = 0;
    for (let name = 0; name < row.length; name++) score += (row[name] ?? 0) * (weights[name] ?? 0);
    const miss = (shares[at] ?? 0) / (1 + Math.exp(score));
    for (let name = 0; name < row.length; name++) slope[name] = (slope[name] ?? 0) - miss * (row[name] ?? 0);
  });
  return slope;
}
