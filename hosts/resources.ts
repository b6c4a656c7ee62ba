import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONFIGURATION_FILE } from '../core/configuration/resolve.ts';
import { DEFAULT_MODEL } from '../core/default-model.ts';

/** Where a host finds what it needs; all absolute. */
export interface Folders {
  bundles: string;
  renderer: string;
  indexDir: string;
  modelDir: string;
  /** The user's own files; may not exist. The window's user data lies in the same folder. */
  dataDir: string;
  /** Configuration files, the later one wins; none of them has to exist. */
  configurationFiles: string[];
}

/** Electron gives the folder of the user's data this name, after the product's. */
const DATA_FOLDER = 'OHADA Expert-Comptable';

/**
 * Folders from the place of the running bundle (dist/hosts): in a checkout resources/ lies beside dist/, in an installed
 * application one level further up, beside the archive. OHADA_RESOURCES, OHADA_MODEL and OHADA_DATA override.
 */
export function locateFolders(env: NodeJS.ProcessEnv = process.env): Folders {
  const dist = join(dirname(fileURLToPath(import.meta.url)), '..');
  const besideDist = join(dist, '..', 'resources');
  const resources = env['OHADA_RESOURCES'] ?? (existsSync(besideDist) ? besideDist : join(dist, '..', '..'));
  const dataDir = env['OHADA_DATA'] ?? join(applicationData(env), DATA_FOLDER);
  return {
    bundles: join(dist, 'workers'),
    renderer: join(dist, 'renderer'),
    indexDir: join(resources, 'index'),
    modelDir: join(resources, 'models', env['OHADA_MODEL'] ?? DEFAULT_MODEL),
    dataDir,
    configurationFiles: [join(resources, CONFIGURATION_FILE), join(dataDir, CONFIGURATION_FILE)],
  };
}

/** Where each system keeps its programs' data for one user: Electron's "appData". */
function applicationData(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}
