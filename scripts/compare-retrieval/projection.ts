import { newTable, rowOf, type Table } from '../train-embedding/table.ts';
import type { PassageVectors } from './passage-vectors.ts';
import { unit } from './static-model.ts';

/** Turns vectors into shorter ones along the directions in which the passages differ most (uncentred PCA). */
export type Projection = (vector: Float32Array) => Float32Array;

/** Rounds of power iteration: the leading directions settle long before. */
const ROUNDS = 30;

/** Learns from every `step`-th passage, so that some thousands are looked at. */
const LEARNED_FROM = 5_000;

export function projectionOf(passages: PassageVectors, dimension: number): Projection {
  const moments = secondMoments(passages);
  let axes = newTable(dimension, passages.dimension);
  // Any start will do that is not orthogonal to what is sought; this one is the same every time.
  axes.values.forEach((_, at) => (axes.values[at] = Math.sin(at * 12.9898)));
  for (let round = 0; round < ROUNDS; round++) axes = orthonormal(times(axes, moments));
  return (vector) => {
    const short = new Float32Array(dimension);
    for (let axis = 0; axis < dimension; axis++) short[axis] = inner(rowOf(axes, axis), vector);
    return unit(short);
  };
}

export function projected(passages: PassageVectors, project: Projection): PassageVectors {
  const rows = Array.from(passages.documentOf, (_, row) =>
    project(passages.values.subarray(row * passages.dimension, (row + 1) * passages.dimension)),
  );
  const dimension = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * dimension);
  rows.forEach((row, at) => values.set(row, at * dimension));
  return { dimension, values, documentOf: passages.documentOf };
}

function secondMoments({ values, dimension, documentOf }: PassageVectors): Table {
  const moments = newTable(dimension, dimension);
  const step = Math.max(1, Math.floor(documentOf.length / LEARNED_FROM));
  for (let row = 0; row < documentOf.length; row += step) {
    const vector = values.subarray(row * dimension, (row + 1) * dimension);
    for (let i = 0; i < dimension; i++) {
      const target = rowOf(moments, i);
      const factor = vector[i] as number;
      for (let j = 0; j < dimension; j++) target[j] = (target[j] as number) + factor * (vector[j] as number);
    }
  }
  return moments;
}

function times(axes: Table, moments: Table): Table {
  const product = newTable(axes.rows, axes.dimension);
  for (let axis = 0; axis < axes.rows; axis++)
    for (let at = 0; at < axes.dimension; at++) rowOf(product, axis)[at] = inner(rowOf(axes, axis), rowOf(moments, at));
  return product;
}

/** Gram and Schmidt, in place. */
function orthonormal(axes: Table): Table {
  for (let axis = 0; axis < axes.rows; axis++) {
    const own = unit(rowOf(axes, axis));
    for (let before = 0; before < axis; before++) {
      const other = rowOf(axes, before);
      const shared = inner(own, other);
      for (let at = 0; at < own.length; at++) own[at] = (own[at] as number) - shared * (other[at] as number);
    }
    unit(own);
  }
  return axes;
}

function inner(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
