import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { SingleInstance } from './single-instance.ts';

const RESOURCES = process.env['ELECTRON_DOUBLE_RESOURCES'];
if (RESOURCES !== undefined) Object.defineProperty(process, 'resourcesPath', { value: RESOURCES });

type Doubled =
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'whenReady';

/** What the application closes before it ends; windows and processes sign in here, so that no module needs another. */
export interface Closable {
  /** Asks to close, as a user would; false when a listener refused. */
  requestClose(): boolean;
  /** Ends at once, whatever listeners say. */
  destroy(): Promise<void>;
}

/** Stand-in for `electron.app`: life cycle, single instance, command line. */
class DoubleApp extends EventEmitter implements Pick<Electron.App, Doubled> {
  /** As installed, with data in this folder, when ELECTRON_DOUBLE_RESOURCES names one; else as `electron .` in a checkout. */
  readonly isPackaged = RESOURCES !== undefined;
  readonly windows = new Set<Closable>();
  readonly children = new Set<Closable>();
  readonly switches: string[] = [];
  readonly commandLine: Pick<Electron.CommandLine, 'appendSwitch'> = {
    appendSwitch: (name, value) => {
      this.mustNotBeReady('app.commandLine.appendSwitch has no effect after');
      this.switches.push(value === undefined ? `--${name}` : `--${name}=${value}`);
    },
  };
  #ready = false;
  #quitting = false;
  #userData: string | undefined = process.env['ELECTRON_DOUBLE_USER_DATA'];
  #instance: SingleInstance | null = null;

  constructor() {
    super();
    // Electron evaluates main first, then tells `ready`; two turns of the loop let an ESM entry finish.
    setImmediate(() => setImmediate(() => this.#becomeReady()));
  }

  isReady(): boolean {
    return this.#ready;
  }

  whenReady(): Promise<void> {
    return this.#ready ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()));
  }

  mustBeReady(what: string): void {
    if (!this.#ready) throw new Error(`${what} before app is ready`);
  }

  mustNotBeReady(what: string): void {
    if (this.#ready) throw new Error(`${what} app is ready`);
  }

  enableSandbox(): void {
    this.mustNotBeReady('app.enableSandbox() can only be called before');
  }

  requestSingleInstanceLock(): boolean {
    this.#instance ??= new SingleInstance(this.getPath('userData'), (argv, cwd) => {
      this.emit('second-instance', {}, argv, cwd, undefined);
    });
    return this.#instance.request();
  }

  getAppPath(): string {
    return process.cwd();
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    this.#userData ??= mkdtempSync(join(tmpdir(), 'electron-double-'));
    return name === 'userData' ? this.#userData : join(this.#userData, name);
  }

  getVersion(): string {
    return process.env['npm_package_version'] ?? '0.0.0';
  }

  setAboutPanelOptions(): void {}

  quit(): void {
    if (this.#quitting || !this.#emitPreventable('before-quit')) return;
    this.#quitting = true;
    if (![...this.windows].every((window) => window.requestClose())) this.#quitting = false;
    else this.#finishQuit();
  }

  exit(exitCode = 0): void {
    this.emit('quit', {}, exitCode);
    void this.#end(exitCode);
  }

  /** To be called by a window that has closed. */
  windowClosed(window: Closable): void {
    this.windows.delete(window);
    if (this.windows.size > 0) return;
    if (this.#quitting) this.#finishQuit();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  #finishQuit(): void {
    if (this.windows.size > 0) return;
    if (this.#emitPreventable('will-quit')) this.exit(0);
    else this.#quitting = false;
  }

  /** Utility processes die with the browser process; a page that does not close in time is left behind. */
  async #end(exitCode: number): Promise<void> {
    const ending = [...this.children, ...this.windows].map((closable) => closable.destroy());
    await Promise.race([Promise.allSettled(ending), new Promise((resolve) => setTimeout(resolve, 3_000))]);
    this.emit('double-end');
    this.#instance?.release();
    process.exit(exitCode);
  }

  #emitPreventable(name: string): boolean {
    let prevented = false;
    this.emit(name, { preventDefault: () => (prevented = true) });
    return !prevented;
  }

  #becomeReady(): void {
    if (this.#quitting) return;
    this.#ready = true;
    this.emit('ready', {}, {});
  }
}

export const app = new DoubleApp();
