import { crc32 } from 'node:zlib';

/** How a vector lies in the database: little-endian floats. */
export function vectorBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, at) => bytes.writeFloatLE(value, at * 4));
  return bytes;
}

/** A flipped bit must not become another answer: covers the key, so that no vector is ever taken for another one's. */
export const vectorChecksum = (key: Buffer, bytes: Buffer): number => crc32(bytes, crc32(key));

/** The vector of a record; undefined when it is not what was written. */
export function readVector(key: Buffer, bytes: Buffer, checksum: number, dimension: number): Float32Array | undefined {
  if (bytes.length !== dimension * 4 || vectorChecksum(key, bytes) !== checksum) return undefined;
  return Float32Array.from({ length: dimension }, (_, at) => bytes.readFloatLE(at * 4));
}
