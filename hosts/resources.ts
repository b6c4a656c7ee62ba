import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_MODEL } from '../core/default-model.ts';

/** Where a host finds what it needs; all absolute. */
export interface Folders {
  bundles: string;
  renderer: string;
  indexDir: string;
  modelDir: string;
}

/**
 * Folders from the place of the running bundle (dist/hosts): in a checkout resources/ lies beside dist/, in an installed
 * application one level further up, beside the archive. OHADA_RESOURCES and OHADA_MODEL override.
 */
export function locateFolders(env: NodeJS.ProcessEnv = process.env): Folders {
  const dist = join(dirname(fileURLToPath(import.meta.url)), '..');
  const besideDist = join(dist, '..', 'resources');
  const resources = env['OHADA_RESOURCES'] ?? (existsSync(besideDist) ? besideDist : join(dist, '..', '..'));
  return {
    bundles: join(dist, 'workers'),
    renderer: join(dist, 'renderer'),
    indexDir: join(resources, 'index'),
    modelDir: join(resources, 'models', env['OHADA_MODEL'] ?? DEFAULT_MODEL),
  };
}
