import { rowOf, type Table } from './table.ts';

/** A table in eight bits: `value ≈ integers[row, column] × scales[row]`. */
export interface QuantisedTable {
  readonly rows: number;
  readonly dimension: number;
  readonly integers: Int8Array;
  readonly scales: Float32Array;
}

/** Symmetric quantisation by row: the row's largest magnitude becomes 127. A zero row keeps scale 0. */
export function quantise(table: Table): QuantisedTable {
  const integers = new Int8Array(table.rows * table.dimension);
  const scales = new Float32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const values = rowOf(table, row);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0) continue;
    scales[row] = largest / 127;
    values.forEach((value, column) => {
      integers[row * table.dimension + column] = Math.round((value / largest) * 127);
    });
  }
  return { rows: table.rows, dimension: table.dimension, integers, scales };
}
