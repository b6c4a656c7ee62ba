import { app, dialog } from 'electron';
import { registerAppScheme, setupAppProtocol } from './app-scheme.ts';
import { setupContainment, setupPermissions } from './containment.ts';
import { startDesktopEngine } from './desktop-engine.ts';
import { setupPageIpc } from './ipc/serve-page.ts';
import { LABELS } from './menu-labels.fr.ts';
import { setupMenu } from './menu.ts';
import { disableChromiumNetwork, setupNetworkDenial } from './offline.ts';
import { appPaths } from './paths.ts';
import { setupQuit } from './quit.ts';
import { createMainWindow, setupWindowLife } from './window.ts';

// One instance only, decided before anything touches the user's data; the second one wakes the first and goes.
if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  const paths = appPaths();
  const window = createMainWindow(paths.preload);

  // Before `ready`: Electron takes these once, and only now. No top-level await: it can stall the start.
  app.enableSandbox();
  disableChromiumNetwork();
  registerAppScheme();
  setupContainment();
  app.on('second-instance', () => void app.whenReady().then(() => window.focus()));

  void app
    .whenReady()
    .then(() => {
      // Before the first window: what the page may load, ask for and reach.
      setupNetworkDenial();
      setupPermissions();
      setupAppProtocol(paths.rendererDir);
      setupMenu();

      // The engine starts its workers at once; they warm up while the window opens.
      const engine = startDesktopEngine(paths);
      setupPageIpc(engine, () => window.page());
      setupQuit(() => engine.close(), engine.closeWithinMs);
      window.open();
      setupWindowLife(window);
    })
    .catch(failToStart);
}

function failToStart(error: unknown): void {
  dialog.showErrorBox(LABELS.startFailedTitle, `${LABELS.startFailedText}\n\n${String(error)}`);
  app.exit(1);
}
