import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../../support/chromium.ts';
import { startServe } from '../../support/web-shell.ts';
import type { Way } from '../open-app.ts';

/** The same page served by `npm run serve`, in a browser. */
export const webShellWay: Way = {
  name: 'web shell',
  obstacle: null,
  open: async () => {
    const shell = await startServe();
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS });
    const page = await browser.newPage({ viewport: { width: 1200, height: 820 } });
    await page.goto(`${shell.origin}/#token=${shell.token}`);
    return {
      page,
      ownOrigin: `${shell.origin}/`,
      close: async () => {
        await browser.close();
        await shell.stop();
      },
    };
  },
};
