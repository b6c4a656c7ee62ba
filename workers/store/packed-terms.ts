/** Ends a name in a row of names. Terms count from 1. */
export const END_OF_NAME = 0;

/** Numbers of terms as they are written in an index: 32 bits each, in the byte order of every machine this runs on (smallest first). */
export function packTerms(ids: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(ids).buffer);
}

/** The numbers of terms in a column's bytes, which must not change afterwards. */
export function unpackTerms({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  // SQLite's bytes begin anywhere; numbers may not.
  const aligned = byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0;
  return aligned
    ? new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT)
    : new Uint32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** The names in a row of names, as terms. */
export function eachName(names: Uint32Array): Uint32Array[] {
  const read: Uint32Array[] = [];
  for (let from = 0, to; from < names.length; from = to + 1) {
    to = names.indexOf(END_OF_NAME, from);
    read.push(names.subarray(from, to));
  }
  return read;
}

/** The same, in words. */
export function namesIn(names: Uint32Array, stemOf: (id: number) => string): string[][] {
  return eachName(names).map((name) => Array.from(name, stemOf));
}
