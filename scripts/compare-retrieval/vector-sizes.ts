import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mean, percentile } from '../../workers/evaluation/metrics.ts';
import { openFlat, writeFlat } from '../../workers/vectors/exact.ts';
import { openGraph, writeGraph } from '../../workers/vectors/hnsw.ts';
import { seededRandom, shuffle } from '../train-embedding/random.ts';
import type { Base } from './base.ts';
import type { PassageVectors } from './passage-vectors.ts';

/** The graph against the exact scan over some of the passages. */
export interface SizeFigures {
  vectors: number;
  /** Median milliseconds of one search. */
  graph_ms: number;
  exact_ms: number;
  'recall@10': number;
}

const SIZES = [500, 1_000, 2_500, 5_000, 10_000, 20_000];

/** Passages asked for, as a question does. */
const FOUND = 400;
const QUESTIONS = 100;
const REPEATS = 3;

/** Over random parts of the passages; the bench compares both over all of them. */
export function compareSizes({ passages, vectors }: Base): SizeFigures[] {
  const rows = [...passages.documentOf.keys()];
  shuffle(rows, seededRandom(1));
  const sizes = SIZES.filter((size) => size <= rows.length);
  const step = Math.max(1, Math.floor(vectors.length / QUESTIONS));
  const questions = vectors.filter((vector, at) => at % step === 0 && vector.some((value) => value !== 0));
  const dir = mkdtempSync(join(tmpdir(), 'ohada-sizes-'));
  try {
    return sizes.map((size) => compareAt(dir, someOf(passages, rows.slice(0, size)), passages.dimension, questions));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function someOf({ values, dimension }: PassageVectors, rows: number[]): Float32Array[] {
  return rows.map((row) => values.slice(row * dimension, (row + 1) * dimension));
}

function compareAt(dir: string, vectors: Float32Array[], dimension: number, questions: Float32Array[]): SizeFigures {
  const path = join(dir, 'vectors');
  writeGraph(path, vectors, dimension);
  const graph = openGraph(path, dimension);
  writeFlat(path, vectors, dimension);
  const exact = openFlat(path, dimension);
  const [graphTimes, exactTimes, recalls]: [number[], number[], number[]] = [[], [], []];
  for (let repeat = 0; repeat < REPEATS; repeat++)
    for (const question of questions) {
      const start = performance.now();
      const near = graph.search(question, FOUND);
      const between = performance.now();
      const nearest = exact.search(question, FOUND);
      exactTimes.push(performance.now() - between);
      graphTimes.push(between - start);
      // One as near as the tenth counts: texts come more than once.
      const tenth = (nearest[9]?.similarity ?? -1) - 1e-5;
      recalls.push(near.slice(0, 10).filter(({ similarity }) => similarity >= tenth).length / Math.min(10, nearest.length));
    }
  const median = (times: number[]): number => percentile(times, 0.5);
  return { vectors: vectors.length, graph_ms: median(graphTimes), exact_ms: median(exactTimes), 'recall@10': mean(recalls) };
}
