import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import type { WebContents } from 'electron';
import { APP_URL } from './app-origin.ts';
import { LABELS } from './menu-labels.fr.ts';

/** The one window of the application. */
export interface MainWindow {
  open(): void;
  /** Brings the window forward, or opens it again when it was closed. */
  focus(): void;
  /** The page, null while no window is open. */
  page(): WebContents | null;
}

/** A second crash this soon after the first, in milliseconds, is not answered by another reload. */
const CRASH_WINDOW_MS = 60_000;

/** Prepares the window; nothing is shown before `open`, which needs `ready`. */
export function createMainWindow(preload: string): MainWindow {
  let current: BrowserWindow | null = null;
  const open = (): void => {
    const window = buildWindow(preload);
    window.once('ready-to-show', () => window.show());
    window.on('closed', () => (current = null));
    reloadOnceAfterCrash(window);
    current = window;
    window.loadURL(APP_URL).catch((error: unknown) => console.error('main: page not loaded:', error));
  };
  const focus = (): void => {
    if (!current) return open();
    if (current.isMinimized()) current.restore();
    current.focus();
  };
  return { open, focus, page: () => (current && !current.isDestroyed() ? current.webContents : null) };
}

function buildWindow(preload: string): BrowserWindow {
  return new BrowserWindow({
    width: 1200,
    height: 820,
    minWidth: 400,
    minHeight: 480,
    show: false,
    title: LABELS.appName,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false, // its dictionaries come from the network
    },
  });
}

/** The engine lives in the main process, so a crashed page loses nothing but its display: show it again, once. */
function reloadOnceAfterCrash(window: BrowserWindow): void {
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    console.error('main: page process gone:', details.reason);
    const again = performance.now() - lastCrash < CRASH_WINDOW_MS;
    lastCrash = performance.now();
    if (again) dialog.showErrorBox(LABELS.crashedTitle, LABELS.crashedText);
    else window.webContents.reload();
  });
}

/** Closing the last window quits, except on a Mac, where the Dock icon opens it again. */
export function setupWindowLife(window: MainWindow): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => window.focus());
}
