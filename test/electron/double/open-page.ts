import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { toElectronUrl } from './address.ts';
import { pageShim } from './page-shim.ts';
import type { PageRequest } from './page-shim.ts';
import { interceptRequests } from './requests.ts';
import type { AskedByMain } from './requests.ts';
import { registered } from './session.ts';
import type { DoubleWebContents } from './web-contents.ts';

interface PageParts {
  contents: DoubleWebContents;
  preloadSource: string;
  size: { width: number; height: number };
  askedByMain: AskedByMain;
}

/** Opens a page whose preload script, requests, permissions and new windows go through the double. */
export async function openPage(context: BrowserContext, parts: PageParts): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(parts.size);
  const binding = `electron_double_${randomUUID().replaceAll('-', '')}`;
  await page.exposeBinding(binding, (source, message: PageRequest) =>
    parts.contents.request(message, toElectronUrl(source.frame.url()), source.frame.parentFrame() === null),
  );
  await page.addInitScript({ content: shimSource(binding, parts.preloadSource) });
  await interceptRequests(page, parts.contents, parts.askedByMain);
  page.on('popup', (popup) => void answerPopup(popup, parts.contents));
  await grantPermissions(context, parts.contents);
  return page;
}

/** The preload script as one function, as a sandboxed preload is: no import, no module of its own. */
function shimSource(binding: string, preloadSource: string): string {
  const preload = `function (require, module, exports, process) {${preloadSource}\n}`;
  return `(${pageShim.toString()})(${JSON.stringify(binding)}, ${JSON.stringify(process.platform)}, ${preload});`;
}

/** Chromium has opened the window when it can be asked about; a refused one is closed before it loads anything. */
async function answerPopup(popup: Page, contents: DoubleWebContents): Promise<void> {
  const details = { url: toElectronUrl(popup.url()), frameName: '', features: '', disposition: 'new-window' };
  const answer = contents.windowOpenHandler?.(details as Electron.HandlerDetails) ?? { action: 'allow' };
  if (answer.action === 'allow') throw new Error('electron double: opening a second window is not doubled');
  await popup.close();
}

/** Playwright's name of each permission, and Electron's. */
const PERMISSIONS = {
  'clipboard-write': 'clipboard-sanitized-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
  camera: 'media',
  microphone: 'media',
  midi: 'midi',
} as const;

/** Electron grants every permission to every page unless main installs handlers; so does the double. */
async function grantPermissions(context: BrowserContext, contents: DoubleWebContents): Promise<void> {
  const check = registered.permissionCheck;
  for (const [scheme, { standard }] of registered.privileged) {
    if (!standard) continue;
    const granted = Object.entries(PERMISSIONS).filter(
      // The contents are the doubled part of WebContents.
      ([, name]) => !check || check(contents as unknown as Electron.WebContents, name, `${scheme}://ohada/`, noDetails()),
    );
    await context.grantPermissions(
      granted.map(([name]) => name),
      { origin: `https://ohada.${scheme}.invalid` },
    );
  }
}

const noDetails = (): Electron.PermissionCheckHandlerHandlerDetails => ({ isMainFrame: true });
