import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { builtDist, ROOT } from '../support/project.ts';
import { makeStandInElectron } from './stand-in.ts';

/** The application as electron-builder packed it, and the same unpacked into plain files. */
export interface PackedApp {
  /** Electron's program, renamed to the application's. */
  program: string;
  /** The packed resources folder: app.asar, app.asar.unpacked, index, models. */
  resources: string;
  /** Every path in the archive, with forward slashes and without a leading one. */
  packed: string[];
  /** A folder laid out as the installed one, its archive extracted to `app`: Node reads no archives. */
  plain: { resources: string; dist: string };
  remove(): void;
}

/** Packs the built application around a stand-in Electron; takes some seconds. Everything lies in a temporary folder. */
export function packApp(): PackedApp {
  builtDist();
  const folder = mkdtempSync(join(tmpdir(), 'ohada-pack-'));
  const electron = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
  makeStandInElectron(join(folder, 'electron'), electron.version);
  runBuilder(join(folder, 'electron'), join(folder, 'release'));
  const unpacked = join(folder, 'release/linux-unpacked');
  const resources = join(unpacked, 'resources');
  const asar = join(resources, 'app.asar');
  const plain = join(folder, 'plain/resources');
  extractAll(asar, join(plain, 'app'));
  for (const data of ['index', 'models']) cpSync(join(resources, data), join(plain, data), { recursive: true });
  return {
    program: join(unpacked, 'ohada-expert-comptable'),
    resources,
    packed: listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1)),
    plain: { resources: plain, dist: join(plain, 'app/dist') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** electron-builder loads our TypeScript hook and calls `node` itself: it has to be this Node that it finds. */
function runBuilder(electronDist: string, output: string): void {
  const builder = join(ROOT, 'node_modules/electron-builder/cli.js');
  const overrides = [`-c.electronDist=${electronDist}`, `-c.directories.output=${output}`];
  const run = spawnSync(process.execPath, [builder, '--linux', 'dir', '--x64', '--publish', 'never', ...overrides], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` },
  });
  if (run.status !== 0) throw new Error(`electron-builder failed:\n${run.stdout}${run.stderr}`);
}
