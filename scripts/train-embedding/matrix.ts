/**
 * The products that tuning needs, for row-major Float32Arrays. Four rows or columns are taken together, which V8 runs two
 * to three times faster: numbers of rows (`m`, `n`) are multiples of 4. All indices stay inside the arrays by
 * construction, hence the `as number`.
 */
export interface Shape {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** `out[m×n] = left[m×k] · right[n×k]ᵀ × factor`. */
export function timesTransposed(left: Float32Array, right: Float32Array, out: Float32Array, shape: Shape, factor: number): void {
  const { m, n, k } = shape;
  for (let row = 0; row < m; row += 4) {
    for (let column = 0; column < n; column++) fourDots(left, right, out, { n, k, row, column }, factor);
  }
}

function fourDots(
  left: Float32Array,
  right: Float32Array,
  out: Float32Array,
  { n, k, row, column }: { n: number; k: number; row: number; column: number },
  factor: number,
): void {
  const from = column * k;
  const a = row * k;
  const b = a + k;
  const c = b + k;
  const d = c + k;
  let sumA = 0;
  let sumB = 0;
  let sumC = 0;
  let sumD = 0;
  for (let index = 0; index < k; index++) {
    const value = right[from + index] as number;
    sumA += value * (left[a + index] as number);
    sumB += value * (left[b + index] as number);
    sumC += value * (left[c + index] as number);
    sumD += value * (left[d + index] as number);
  }
  const at = row * n + column;
  out[at] = sumA * factor;
  out[at + n] = sumB * factor;
  out[at + 2 * n] = sumC * factor;
  out[at + 3 * n] = sumD * factor;
}

/** `out[m×k] = left[m×n] · right[n×k]`. */
export function times(left: Float32Array, right: Float32Array, out: Float32Array, { m, n, k }: Shape): void {
  out.fill(0, 0, m * k);
  for (let row = 0; row < m; row++) {
    const to = row * k;
    for (let middle = 0; middle < n; middle += 4) {
      const at = row * n + middle;
      const a = left[at] as number;
      const b = left[at + 1] as number;
      const c = left[at + 2] as number;
      const d = left[at + 3] as number;
      const from = middle * k;
      for (let index = 0; index < k; index++) {
        const source = from + index;
        out[to + index] =
          (out[to + index] as number) +
          a * (right[source] as number) +
          b * (right[source + k] as number) +
          c * (right[source + 2 * k] as number) +
          d * (right[source + 3 * k] as number);
      }
    }
  }
}

/** `out[n×m] = input[m×n]ᵀ`. */
export function transposed(input: Float32Array, out: Float32Array, m: number, n: number): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) out[column * m + row] = input[row * n + column] as number;
  }
}
