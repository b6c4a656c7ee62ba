import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import type { ControlCommand } from './double/control.ts';

const ROOT = join(import.meta.dirname, '../..');
const REGISTER = join(import.meta.dirname, 'double/register.ts');

/** A running main process on the double. */
export interface DoubleRun {
  /** Of the main process. */
  pid: number | undefined;
  /** What the process wrote to stderr so far. */
  stderr(): string;
  /** Exit code, null when a signal ended it. */
  exited: Promise<number | null>;
  control(command: ControlCommand): Promise<unknown>;
  /** The window's page, driven over Chromium's own debugging port. */
  page(): Promise<Page>;
  /** Quits as a user would and waits; safe to call twice. */
  close(): Promise<void>;
}

export interface DoubleOptions {
  /** The built application; the project's own by default. */
  dist?: string;
  /** Folder of the user's data; a fresh one, removed afterwards, by default. */
  userData?: string;
  /** Folder of an installed application's data; without it main runs as in a checkout. */
  resources?: string;
}

/** Starts the built main bundle, unchanged, on the double. */
export function launchDouble(options: DoubleOptions = {}): DoubleRun {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'ohada-double-'));
  const child = fork(join(options.dist ?? join(ROOT, 'dist'), 'main/main.js'), [], {
    cwd: ROOT,
    execArgv: ['--import', REGISTER],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ELECTRON_DOUBLE_USER_DATA: userData,
      ...(options.resources === undefined ? {} : { ELECTRON_DOUBLE_RESOURCES: options.resources }),
    },
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  if (options.userData === undefined) void exited.then(() => removeSoon(userData));
  const port = devtoolsPort(child, exited, () => stderr);
  port.catch(() => {}); // only page() needs it
  const connection = lazily(async () => chromium.connectOverCDP(`http://127.0.0.1:${await port}`));
  return {
    pid: child.pid,
    stderr: () => stderr,
    exited,
    control: controlOver(child),
    page: async () => appPage(await connection.get()),
    close: async () => {
      await connection.end((browser) => browser.close());
      if (child.connected) child.send({ call: 0, command: { kind: 'quit' } satisfies ControlCommand });
      const ended = await Promise.race([exited.then(() => true), delay(12_000, false, { ref: false })]);
      if (!ended) child.kill('SIGKILL');
      await exited;
    },
  };
}

function devtoolsPort(child: ChildProcess, exited: Promise<unknown>, stderr: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: { kind: string; port?: number }) => {
      if (message.kind === 'devtools' && message.port !== undefined) resolve(message.port);
    });
    void exited.then(() => reject(new Error(`main process ended before it opened a window:\n${stderr()}`)));
  });
}

function controlOver(child: ChildProcess): DoubleRun['control'] {
  let calls = 0;
  return (command) =>
    new Promise((resolve, reject) => {
      const call = ++calls;
      const onMessage = (message: { kind: string; call?: number; value?: unknown; error?: string }): void => {
        if (message.kind !== 'reply' || message.call !== call) return;
        child.off('message', onMessage);
        if (message.error === undefined) resolve(message.value);
        else reject(new Error(message.error));
      };
      child.on('message', onMessage);
      child.send({ call, command }, (error) => error && reject(error));
    });
}

/** The application's page once it is there; the double keeps an empty tab beside it. */
async function appPage(browser: Awaited<ReturnType<typeof chromium.connectOverCDP>>): Promise<Page> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const found = pages.find((page) => page.url().startsWith('https://ohada.app.invalid/'));
    if (found) return found;
    await delay(50);
  }
  throw new Error('the window did not open its page');
}

function lazily<T>(make: () => Promise<T>): { get(): Promise<T>; end(how: (value: T) => Promise<void>): Promise<void> } {
  let made: Promise<T> | null = null;
  return {
    get: () => (made ??= make()),
    end: async (how) => {
      if (made) await made.then(how).catch(() => {});
    },
  };
}

/** Chromium may still be writing its profile when main has gone. */
function removeSoon(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
