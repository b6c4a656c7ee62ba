import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import type { VectorIndex } from './vectors.ts';

/** A file begins with this, its dimension and its count (32 bits each); then come the vectors, 32-bit floats, smallest byte first. */
const MAGIC = Buffer.from('OHADAVEC');
const HEADER = MAGIC.length + 8;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** Whether a file was written by writeFlat, by its first bytes. */
export function isFlat(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length);
    readSync(file, start);
    return start.equals(MAGIC);
  } finally {
    closeSync(file);
  }
}

/** Writes vectors one after the other. */
export function writeFlat(path: string, vectors: Float32Array[], dimension: number): void {
  const bytes = Buffer.alloc(HEADER + vectors.length * dimension * FLOAT);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(dimension, MAGIC.length);
  bytes.writeUInt32LE(vectors.length, MAGIC.length + 4);
  vectors.forEach((vector, row) =>
    vector.forEach((value, at) => bytes.writeFloatLE(value, HEADER + (row * dimension + at) * FLOAT)),
  );
  writeFileSync(path, bytes);
}

/** Opens a file written by writeFlat. Throws when its dimension is another or its length does not fit. */
export function openFlat(path: string, dimension: number): VectorIndex {
  const bytes = readFileSync(path);
  if (bytes.length < HEADER) throw new Error(`${path}: cut short`);
  const size = bytes.readUInt32LE(MAGIC.length + 4);
  if (bytes.readUInt32LE(MAGIC.length) !== dimension) throw new Error(`${path}: not of dimension ${dimension}`);
  if (bytes.length !== HEADER + size * dimension * FLOAT) throw new Error(`${path}: ${bytes.length} bytes for ${size} vectors`);
  return exactIndex(floats(bytes), dimension);
}

/** Looks at every vector of `values`, which holds them one after the other. */
export function exactIndex(values: Float32Array, dimension: number): VectorIndex {
  const size = values.length / dimension;
  return {
    size,
    search: (vector, count) => {
      const scores = innerProducts(values, dimension, vector);
      // Only what reaches the last place asked for becomes an object.
      const least = scores.toSorted()[Math.max(0, size - count)] ?? 0;
      const near: { id: number; similarity: number }[] = [];
      scores.forEach((similarity, row) => {
        if (similarity >= least) near.push({ id: row + 1, similarity });
      });
      return near.sort((a, b) => b.similarity - a.similarity || a.id - b.id).slice(0, count);
    },
  };
}

/** Of a vector with every one of `values`, which holds them one after the other. */
export function innerProducts(values: Float32Array, dimension: number, vector: Float32Array): Float32Array {
  const products = new Float32Array(values.length / dimension);
  const whole = dimension - (dimension % 4);
  for (let row = 0, from = 0; row < products.length; row++, from += dimension) {
    // Four sums at once: each addition would otherwise wait for the one before it.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let at = 0; at < whole; at += 4) {
      a += (values[from + at] as number) * (vector[at] as number);
      b += (values[from + at + 1] as number) * (vector[at + 1] as number);
      c += (values[from + at + 2] as number) * (vector[at + 2] as number);
      d += (values[from + at + 3] as number) * (vector[at + 3] as number);
    }
    for (let at = whole; at < dimension; at++) a += (values[from + at] as number) * (vector[at] as number);
    products[row] = a + b + c + d;
  }
  return products;
}

function floats(bytes: Buffer): Float32Array {
  if (endianness() === 'LE')
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset + HEADER, bytes.byteOffset + bytes.length));
  return Float32Array.from({ length: (bytes.length - HEADER) / FLOAT }, (_, at) => bytes.readFloatLE(HEADER + at * FLOAT));
}
