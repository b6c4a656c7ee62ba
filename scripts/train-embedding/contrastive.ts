import { times, timesTransposed, transposed } from './matrix.ts';
import { TUNING } from './recipe.ts';
import { addScaled, lengthOf, rowOf, type Table } from './table.ts';
import type { EncodedPair } from './tuning.ts';

/** Buffers for one batch of B pairs in D dimensions, used again for every batch. */
export interface Workspace {
  readonly size: number;
  readonly dimension: number;
  /** Unit vectors, B×D, and the lengths before normalising. */
  readonly questions: Float32Array;
  readonly documents: Float32Array;
  readonly questionLengths: Float32Array;
  readonly documentLengths: Float32Array;
  /** B×B: similarities, then gradients of the loss by similarity. */
  readonly scores: Float32Array;
  readonly flipped: Float32Array;
  readonly questionGradients: Float32Array;
  readonly documentGradients: Float32Array;
  /** Gradient by row of the table, for the rows that occur in the batch. */
  readonly gradients: Map<number, Float32Array>;
}

export function newWorkspace(size: number, dimension: number): Workspace {
  const vectors = (): Float32Array => new Float32Array(size * dimension);
  return {
    size,
    dimension,
    questions: vectors(),
    documents: vectors(),
    questionLengths: new Float32Array(size),
    documentLengths: new Float32Array(size),
    scores: new Float32Array(size * size),
    flipped: new Float32Array(size * size),
    questionGradients: vectors(),
    documentGradients: vectors(),
    gradients: new Map(),
  };
}

function vectorAt(vectors: Float32Array, index: number, dimension: number): Float32Array {
  return vectors.subarray(index * dimension, (index + 1) * dimension);
}

/** Writes the unit-length sum of the given rows; returns the length before (at least a tiny positive number). */
function embed(table: Table, rows: Int32Array, into: Float32Array): number {
  into.fill(0);
  for (const row of rows) addScaled(into, rowOf(table, row), 1);
  const length = Math.max(lengthOf(into), 1e-9);
  for (let index = 0; index < into.length; index++) into[index] = (into[index] as number) / length;
  return length;
}

/** Similarities of all questions and documents of the batch, divided by the temperature; equal questions are masked. */
function score(table: Table, batch: readonly EncodedPair[], work: Workspace): void {
  const { dimension, questions, documents, scores } = work;
  const count = batch.length;
  batch.forEach((pair, index) => {
    work.questionLengths[index] = embed(table, pair.question, vectorAt(questions, index, dimension));
    work.documentLengths[index] = embed(table, pair.document, vectorAt(documents, index, dimension));
  });
  timesTransposed(questions, documents, scores, { m: count, n: count, k: dimension }, 1 / TUNING.temperature);
  const seen = new Map<number, number[]>();
  batch.forEach((pair, index) => {
    const same = seen.get(pair.key) ?? [];
    for (const other of same) {
      scores[index * count + other] = -1e9;
      scores[other * count + index] = -1e9;
    }
    seen.set(pair.key, [...same, index]);
  });
}

/** Softmax of every row of a B×B matrix, in place; returns the mean of −log of the diagonal. */
function softmaxRows(scores: Float32Array, count: number): number {
  let loss = 0;
  for (let row = 0; row < count; row++) {
    const values = scores.subarray(row * count, (row + 1) * count);
    let highest = -Infinity;
    for (const value of values) if (value > highest) highest = value;
    let sum = 0;
    for (let column = 0; column < count; column++) {
      const value = Math.exp((values[column] as number) - highest);
      values[column] = value;
      sum += value;
    }
    for (let column = 0; column < count; column++) values[column] = (values[column] as number) / sum;
    loss -= Math.log(Math.max(values[row] as number, 1e-30));
  }
  return loss / count;
}

/** Through the normalisation: for u = s/|s|, dL/ds = (g − u (u·g)) / |s|; then added to every row of the text. */
function backward(work: Workspace, rows: Int32Array, unit: Float32Array, gradient: Float32Array, length: number): void {
  let along = 0;
  for (let index = 0; index < unit.length; index++) along += (unit[index] as number) * (gradient[index] as number);
  addScaled(gradient, unit, -along);
  for (const row of rows) {
    let sum = work.gradients.get(row);
    if (sum === undefined) {
      sum = new Float32Array(work.dimension);
      work.gradients.set(row, sum);
    }
    addScaled(sum, gradient, 1 / length);
  }
}

/**
 * Loss and gradients of one batch (InfoNCE in both directions). The gradients by row are left in `work.gradients`.
 * @returns the mean loss of the two directions
 */
export function contrastiveStep(table: Table, batch: readonly EncodedPair[], work: Workspace): number {
  const count = batch.length;
  const { dimension, scores, flipped, questions, documents, questionGradients, documentGradients } = work;
  score(table, batch, work);
  transposed(scores, flipped, count, count);
  const loss = (softmaxRows(scores, count) + softmaxRows(flipped, count)) / 2;
  const factor = 1 / (2 * TUNING.temperature);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const at = row * count + column;
      const both = (scores[at] as number) + (flipped[column * count + row] as number);
      scores[at] = (both - (row === column ? 2 : 0)) * factor;
    }
  }
  const shape = { m: count, n: count, k: dimension };
  times(scores, documents, questionGradients, shape);
  transposed(scores, flipped, count, count);
  times(flipped, questions, documentGradients, shape);
  batch.forEach((pair, index) => {
    const at = (vectors: Float32Array): Float32Array => vectorAt(vectors, index, dimension);
    backward(work, pair.question, at(questions), at(questionGradients), work.questionLengths[index] as number);
    backward(work, pair.document, at(documents), at(documentGradients), work.documentLengths[index] as number);
  });
  return loss;
}

/** The loss on pairs that are never trained on (question to document only). */
export function heldOutLoss(table: Table, pairs: readonly EncodedPair[], work: Workspace): number {
  score(table, pairs, work);
  return softmaxRows(work.scores, pairs.length);
}
