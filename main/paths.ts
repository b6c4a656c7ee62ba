import { join } from 'node:path';
import { app } from 'electron';
import { CONFIGURATION_FILE } from '../core/configuration/resolve.ts';
import { DEFAULT_MODEL } from '../core/default-model.ts';

/** Absolute folders and files the main process hands out. */
export interface AppPaths {
  rendererDir: string;
  preload: string;
  workersDir: string;
  indexDir: string;
  modelDir: string;
  /** The user's own files. */
  dataDir: string;
  /** Configuration files, the later one wins; none of them has to exist. */
  configurationFiles: string[];
}

/**
 * Bundles lie beside this one (dist/main/main.js), inside the asar or not; data lies beside the asar, since native code cannot
 * read inside it. Only a checkout listens to OHADA_RESOURCES and OHADA_MODEL.
 */
export function appPaths(): AppPaths {
  const dist = join(import.meta.dirname, '..');
  const env = app.isPackaged ? {} : process.env;
  const resources = app.isPackaged ? process.resourcesPath : (env['OHADA_RESOURCES'] ?? join(dist, '..', 'resources'));
  const dataDir = app.getPath('userData');
  return {
    rendererDir: join(dist, 'renderer'),
    preload: join(dist, 'main', 'preload.cjs'),
    workersDir: join(dist, 'workers'),
    indexDir: join(resources, 'index'),
    modelDir: join(resources, 'models', env['OHADA_MODEL'] ?? DEFAULT_MODEL),
    dataDir,
    configurationFiles: [join(resources, CONFIGURATION_FILE), join(dataDir, CONFIGURATION_FILE)],
  };
}
