import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../../support/chromium.ts';
import { app } from './app.ts';

let launched: Promise<BrowserContext> | null = null;

/** The browser behind all windows, started with the first; the switches main appended are passed on. */
export function browserContext(): Promise<BrowserContext> {
  launched ??= launch();
  return launched;
}

async function launch(): Promise<BrowserContext> {
  const { chromium } = await import('playwright-core'); // slow to load, and a second instance never needs it
  const profile = join(app.getPath('userData'), 'chromium');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [...CHROMIUM_ARGUMENTS, '--remote-debugging-port=0', ...app.switches],
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  app.once('double-end', () => void context.close());
  const port = await devtoolsPort(profile);
  console.error(`electron double: attach a browser driver at http://127.0.0.1:${port}`);
  process.send?.({ kind: 'devtools', port });
  return context;
}

/** Chromium writes the port it chose into its profile. */
async function devtoolsPort(profile: string): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port) return Number(port);
    } catch {
      // Not written yet.
    }
    await delay(50);
  }
  throw new Error('electron double: Chromium did not tell its debugging port');
}
