import { readFileSync } from 'node:fs';

/** Text of a file, null when there is none. Throws when it is there and cannot be read. */
export function readTextIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // ENOTDIR: what should be a folder on the way to it is a file, so there is no such file either.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
