import { join } from 'node:path';
import { app } from 'electron';

/** Absolute folders and files the main process hands out. */
export interface AppPaths {
  rendererDir: string;
  preload: string;
  workersDir: string;
  /** Holds `index` and `models`: beside the asar once packaged, since native code cannot read inside it. */
  resourcesDir: string;
}

/** Bundles lie beside this one (dist/main/main.js), inside the asar or not; data does not travel in the asar. */
export function appPaths(): AppPaths {
  const dist = join(import.meta.dirname, '..');
  return {
    rendererDir: join(dist, 'renderer'),
    preload: join(dist, 'main', 'preload.cjs'),
    workersDir: join(dist, 'workers'),
    resourcesDir: app.isPackaged ? process.resourcesPath : join(dist, '..', 'resources'),
  };
}
