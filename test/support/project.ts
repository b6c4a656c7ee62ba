import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '../..');

/** The built application the tests run; `npm test` builds it first. */
export function builtDist(): string {
  const dist = join(ROOT, 'dist');
  for (const file of ['main/main.js', 'main/preload.cjs', 'hosts/cli.js', 'workers/question.worker.js', 'renderer/index.html']) {
    if (!existsSync(join(dist, file))) throw new Error(`dist/${file} n’existe pas encore : lancez « npm run build » d’abord.`);
  }
  return dist;
}
