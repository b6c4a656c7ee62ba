import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { extname, isAbsolute } from 'node:path';
import type * as Electron from 'electron';
import type { Page } from 'playwright-core';
import { toBrowserUrl, toElectronUrl } from './address.ts';
import { app } from './app.ts';
import { browserContext } from './chromium.ts';
import { openPage } from './open-page.ts';
import { DoubleWebContents } from './web-contents.ts';

type Doubled =
  'close' | 'destroy' | 'focus' | 'id' | 'isDestroyed' | 'isMinimized' | 'isVisible' | 'loadURL' | 'restore' | 'show';

/** Stand-in for `electron.BrowserWindow`: a page in a real Chromium. */
export class BrowserWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Exclude<Doubled, 'destroy'>> {
  static readonly #all = new Map<number, BrowserWindow>();
  static #last = 0;
  readonly id = ++BrowserWindow.#last;
  readonly webContents: DoubleWebContents;
  readonly #preload: string;
  readonly #size: { width: number; height: number };
  #page: Promise<Page>;
  #url = '';
  #asked: string | null = null;
  #visible = false;
  #crashed = false;
  #closed = false;
  focusCount = 0;
  minimized = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    app.mustBeReady('Cannot create BrowserWindow');
    this.#preload = checkedPreload(options.webPreferences ?? {});
    this.#size = { width: options.width ?? 800, height: options.height ?? 600 };
    this.#visible = options.show !== false;
    this.webContents = new DoubleWebContents({ url: () => this.#url, reload: () => this.#reload() });
    BrowserWindow.#all.set(this.id, this);
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
    this.#page = this.#open();
    this.#page.catch((error: unknown) => console.error('electron double: no page:', error));
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all.values()];
  }

  async loadURL(url: string): Promise<void> {
    this.#asked = url;
    const page = await this.#page;
    await page.goto(toBrowserUrl(url), { waitUntil: 'load' });
  }

  show(): void {
    this.#visible = true;
    this.emit('show');
  }

  focus(): void {
    this.focusCount++;
    this.emit('focus');
  }

  restore(): void {
    this.minimized = false;
    this.emit('restore');
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isDestroyed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.requestClose();
  }

  requestClose(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) void this.destroy();
    return !prevented;
  }

  async destroy(): Promise<void> {
    const page = await this.#page.catch(() => null);
    await page?.close().catch(() => {});
    this.#onClosed();
  }

  /** Kills the page's process, as a bug in Chromium would. */
  async crash(): Promise<void> {
    const page = await this.#page;
    const devtools = await page.context().newCDPSession(page);
    devtools.send('Page.crash').catch(() => {}); // a dead process does not reply
  }

  async #open(): Promise<Page> {
    const page = await openPage(await browserContext(), {
      contents: this.webContents,
      preloadSource: readFileSync(this.#preload, 'utf8'),
      size: this.#size,
      askedByMain: (url) => url === this.#asked && ((this.#asked = null), true),
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#url = toElectronUrl(frame.url());
    });
    page.once('domcontentloaded', () => this.emit('ready-to-show'));
    page.on('crash', () => this.#onCrash());
    page.on('close', () => !this.#crashed && this.#onClosed());
    return page;
  }

  #onCrash(): void {
    this.#crashed = true;
    this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
  }

  /** Playwright cannot use a crashed page again; Electron's web contents live on in a new process, hence a new page. */
  #reload(): void {
    const url = this.#url;
    if (this.#crashed) {
      const dead = this.#page;
      this.#page = dead.then((page) => page.close().catch(() => {})).then(() => this.#open());
      this.#page.then(() => (this.#crashed = false)).catch(() => {});
    }
    this.loadURL(url).catch((error: unknown) => console.error('electron double: reload failed:', error));
  }

  #onClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    BrowserWindow.#all.delete(this.id);
    this.webContents.destroyed();
    this.emit('closed');
    app.windowClosed(this);
  }
}

/** This double knows one kind of window, the kind the product opens: sandboxed, isolated, without Node. */
function checkedPreload(preferences: Electron.WebPreferences): string {
  const { preload, sandbox, contextIsolation, nodeIntegration, webSecurity } = preferences;
  if (!sandbox || contextIsolation === false || nodeIntegration || webSecurity === false) {
    throw new Error('electron double: only sandboxed windows with context isolation and without Node integration');
  }
  if (preload === undefined || !isAbsolute(preload)) throw new Error('preload script must have absolute path');
  if (!['.js', '.cjs'].includes(extname(preload))) throw new Error('a sandboxed preload script is CommonJS');
  if (!existsSync(preload)) throw new Error(`Unable to load preload script: ${preload}`);
  return preload;
}
