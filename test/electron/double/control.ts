import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { installedMenu } from './desktop.ts';
import { dispatchInvoke } from './ipc-main.ts';
import { registered } from './session.ts';

/** What a test can make happen or ask: things the system, the user or a hostile page would do. */
export type ControlCommand =
  | { kind: 'close-window' }
  | { kind: 'crash-page' }
  | { kind: 'quit' }
  | { kind: 'minimize' }
  | { kind: 'activate' }
  /** An IPC call as a foreign page, a frame or a page that has gone would send it. */
  | { kind: 'invoke-from'; url: string; topFrame: boolean; gone: boolean; channel: string; args: unknown[] }
  | { kind: 'request-allowed'; url: string }
  | { kind: 'permission-allowed'; permission: 'geolocation' | 'media' | 'clipboard-sanitized-write'; origin: string }
  | { kind: 'menu-labels' }
  | { kind: 'windows' };

/** Listens to the test that started this process, when one did. */
export function startControl(): void {
  process.on('message', (message: { call: number; command: ControlCommand }) => {
    void obey(message.command).then(
      (value) => process.send?.({ kind: 'reply', call: message.call, value }),
      (error: unknown) => process.send?.({ kind: 'reply', call: message.call, error: String(error) }),
    );
  });
  // Without this the channel alone would keep a process alive that Electron would let end.
  process.channel?.unref();
}

async function obey(command: ControlCommand): Promise<unknown> {
  const window = BrowserWindow.getAllWindows()[0];
  switch (command.kind) {
    case 'close-window':
      return window?.close();
    case 'crash-page':
      return window?.crash();
    case 'quit':
      return app.quit();
    case 'minimize':
      if (window) window.minimized = true;
      return;
    case 'activate':
      return app.emit('activate', {}, false);
    case 'invoke-from': {
      if (!window) throw new Error('no window');
      const event = window.webContents.invokeEvent(command, () => !command.gone);
      return dispatchInvoke(event, command.channel, command.args);
    }
    case 'request-allowed':
      return new Promise((resolve) => {
        if (!registered.beforeRequest) return resolve(true);
        const details = { url: command.url } as Electron.OnBeforeRequestListenerDetails;
        registered.beforeRequest(details, (response) => resolve(response.cancel !== true));
      });
    case 'permission-allowed':
      return registered.permissionCheck?.(null, command.permission, command.origin, { isMainFrame: true }) ?? true;
    case 'menu-labels':
      return installedMenu().map((item) => item.label);
    case 'windows':
      return BrowserWindow.getAllWindows().map((each) => ({
        minimized: each.isMinimized(),
        visible: each.isVisible(),
        focusCount: each.focusCount,
        url: each.webContents.getURL(),
      }));
  }
}
