import { readFileSync } from 'node:fs';

/** Text of a file, null when there is none. Throws when it is there and cannot be read. */
export function readTextIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
