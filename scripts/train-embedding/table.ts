/** Rows of `dimension` numbers, one per token, in one flat array. */
export interface Table {
  readonly rows: number;
  readonly dimension: number;
  readonly values: Float32Array;
}

export function newTable(rows: number, dimension: number): Table {
  return { rows, dimension, values: new Float32Array(rows * dimension) };
}

/** Row `row` as a view: writing to it writes to the table. */
export function rowOf(table: Table, row: number): Float32Array {
  return table.values.subarray(row * table.dimension, (row + 1) * table.dimension);
}

/** `target += factor × source`, both of the same length. */
export function addScaled(target: Float32Array, source: Float32Array, factor: number): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] as number) + factor * (source[index] as number);
  }
}

export function lengthOf(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
