import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** Read at a time: a model may have hundreds of megabytes, and what is read at once stays in memory for a while. */
const CHUNK_BYTES = 2 ** 20;

/** SHA-256 of a file's bytes, in hexadecimal. Throws when it cannot be read. */
export function hashFile(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
