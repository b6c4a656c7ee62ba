import { randomUUID } from 'node:crypto';
import { hashFile } from './store/hash-file.ts';

/**
 * Names the code that answers, by the content of its bundle: the same ranking, weights and wording, or another name. A bundle that
 * cannot be read names itself once only, so that no answer is ever taken for one of its own.
 */
export function programVersion(bundle: string): string {
  try {
    return hashFile(bundle);
  } catch {
    return randomUUID();
  }
}
