import { spawn } from 'node:child_process';

/** Opens an address in the user's browser, where there is a display; does nothing, and never fails, where there is none. */
export function openBrowser(address: string, env: NodeJS.ProcessEnv = process.env): void {
  const command = browserCommand(address, process.platform, env);
  if (!command) return;
  const [program, ...args] = command;
  // A missing program shows as an event; the address has been printed, so there is nothing to add.
  spawn(program, args, { stdio: 'ignore', detached: true, windowsHide: true, windowsVerbatimArguments: true })
    .on('error', () => {})
    .unref();
}

/** The command that opens an address on this system; null without display, or when OHADA_NO_BROWSER is set. */
export function browserCommand(
  address: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): [program: string, ...args: string[]] | null {
  if (env['OHADA_NO_BROWSER']) return null;
  if (platform === 'darwin') return ['open', address];
  // `start` takes a first quoted argument for the window's title.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', address];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', address] : null;
}
