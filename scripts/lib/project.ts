import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export const CORPUS_DIR = join(PROJECT, 'resources', 'corpus');
export const INDEX_DIR = join(PROJECT, 'resources', 'index');

/** Progress and logs go to stderr: stdout is for results. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}
