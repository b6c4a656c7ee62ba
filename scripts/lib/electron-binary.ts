import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PROJECT } from './project.ts';

/** Electron's npm package: types and an installer; the binary comes on demand into its dist/ folder. */
export const ELECTRON_PACKAGE = join(PROJECT, 'node_modules', 'electron');

/** A download that brings nothing for this long has no network behind it. */
const STALLED_MS = 15_000;
const WATCH_EVERY_MS = 500;

/** Exit statuses of a shell or loader that could not run the program at all (libraries missing, wrong processor). */
const NOT_RUNNABLE = [126, 127];

/** Signals by which Chromium ends itself when it finds no sandbox or no display. */
const GAVE_UP = ['SIGTRAP', 'SIGABRT', 'SIGILL', 'SIGSEGV'];

/**
 * Path of the installed Electron, of the version of its package, or of the one that ELECTRON_OVERRIDE_DIST_PATH names; null
 * when there is none. Decides as the package's own index.js and install.js do, without their download.
 */
export function findElectron(packageDir = ELECTRON_PACKAGE, env: NodeJS.ProcessEnv = process.env): string | null {
  const own = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const program = textOf(join(packageDir, 'path.txt'));
  if (own) return existing(join(own, program ?? (process.platform === 'win32' ? 'electron.exe' : 'electron')));
  const dist = join(packageDir, 'dist');
  const { version } = JSON.parse(textOf(join(packageDir, 'package.json')) ?? '{}') as { version?: string };
  const installed = textOf(join(dist, 'version'))?.trim().replace(/^v/, '');
  return program !== null && installed !== undefined && installed === version ? existing(join(dist, program)) : null;
}

const textOf = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
const existing = (path: string): string | null => (existsSync(path) ? path : null);

export interface InstallOptions {
  packageDir?: string;
  env?: NodeJS.ProcessEnv;
  /** The attempt ends after this long without a byte, in milliseconds. */
  stalledMs?: number;
  /** Called once, when bytes do arrive. */
  onDownload?: () => void;
}

/**
 * Lets the package fetch its binary, quietly; false when that did not work. Ends soon without network: refused at once, or
 * after `stalledMs` on a network that swallows everything. ELECTRON_SKIP_BINARY_DOWNLOAD forbids the attempt.
 */
export async function installElectron({
  packageDir = ELECTRON_PACKAGE,
  env = process.env,
  stalledMs = STALLED_MS,
  onDownload,
}: InstallOptions = {}): Promise<boolean> {
  if (env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return false;
  const scratch = mkdtempSync(join(tmpdir(), 'ohada-electron-'));
  const installer = spawn(process.execPath, [join(packageDir, 'install.js')], {
    // The download lands in a folder of ours: that is how we see whether anything arrives.
    env: { ...env, TMPDIR: scratch, TEMP: scratch, TMP: scratch, ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: 'ignore',
    windowsHide: true,
  });
  const ended = new Promise<boolean>((resolve) => {
    installer.once('exit', (code) => resolve(code === 0));
    installer.once('error', () => resolve(false));
  });
  const watch = new AbortController();
  const stalled = untilStalled([scratch, join(packageDir, 'dist')], stalledMs, watch.signal, onDownload);
  const installed = await Promise.race([ended, stalled]);
  watch.abort();
  installer.kill('SIGKILL');
  await ended;
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  return installed;
}

/** Resolves to false once the folders have stopped growing for `stalledMs`; never after `signal`. */
async function untilStalled(
  folders: string[],
  stalledMs: number,
  signal: AbortSignal,
  onGrowth: (() => void) | undefined,
): Promise<false> {
  const start = bytesIn(folders);
  let last = start;
  let lastGrowth = performance.now();
  while (performance.now() - lastGrowth < stalledMs && !signal.aborted) {
    await delay(Math.min(WATCH_EVERY_MS, stalledMs), undefined, { signal }).catch(() => {});
    const now = bytesIn(folders);
    if (now === last) continue;
    if (last === start && !signal.aborted) onGrowth?.();
    last = now;
    lastGrowth = performance.now();
  }
  return signal.aborted ? new Promise(() => {}) : false;
}

function bytesIn(folders: string[]): number {
  const paths = folders.flatMap((cwd) => globSync('**/*', { cwd }).map((name) => join(cwd, name)));
  const stats = paths.map((path) => statSync(path, { throwIfNoEntry: false }));
  return stats.reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0);
}

/** Why this machine can show no Electron window, as the end of a French sentence; null when it can. */
export function windowObstacle(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  uid: number | undefined = process.getuid?.(),
): string | null {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'cette machine n’a pas d’écran';
  // Chromium refuses to run as root with its sandbox, and we do not run without it.
  return uid === 0 ? 'Electron refuse l’utilisateur root' : null;
}

/**
 * Runs Electron on the project until it ends; signals sent to us reach it. Resolves to its exit status, or to null when it
 * could not even start.
 */
export async function runElectron(program: string, cwd = PROJECT): Promise<number | null> {
  const env = { ...process.env };
  // Set in terminals of editors that are Electron themselves: Electron would then start as a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  const electron = spawn(program, ['.'], { cwd, env, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => void electron.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  const status = await new Promise<number | null>((resolve) => {
    electron.once('error', () => resolve(null));
    electron.once('exit', (code, signal) => resolve(exitStatus(code, signal)));
  });
  for (const signal of signals) process.off(signal, forward);
  return status;
}

function exitStatus(code: number | null, signal: NodeJS.Signals | null): number | null {
  if (signal !== null) return GAVE_UP.includes(signal) ? null : 128 + constants.signals[signal];
  return code === null || NOT_RUNNABLE.includes(code) ? null : code;
}
