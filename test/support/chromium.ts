import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebianPackage } from './apt.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const FIXED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder
      ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]
      : [];
  }),
];

/** How to get a browser, for people whose machine has none. */
export const NO_CHROMIUM =
  'Aucun navigateur Chromium trouvé pour les tests. Installez-en un (« sudo apt-get install -y chromium » sous Debian ou ' +
  'Ubuntu, Google Chrome sous Windows ou macOS), ou indiquez le vôtre : CHROME_PATH=/chemin/vers/chrome.';

/** Switches a headless Chromium needs on a machine without display, sandbox or network. */
export const CHROMIUM_ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a Chromium on this machine; installs Debian's when there is none and we may. Throws NO_CHROMIUM. */
export function chromiumPath(): string {
  const found = findChromium() ?? (!process.env['CHROME_PATH'] && installDebianPackage('chromium') ? findChromium() : undefined);
  if (found === undefined) throw new Error(NO_CHROMIUM);
  return found;
}

/** Path of a Chromium that is already here: CHROME_PATH, the search path, then the usual places. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : undefined;
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean)];
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...FIXED_PATHS].find((path) => existsSync(path));
}
