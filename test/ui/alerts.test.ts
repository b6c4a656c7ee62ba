import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { fr } from '../../renderer/i18n/fr.ts';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../support/chromium.ts';
import { startServe } from '../support/web-shell.ts';

const PATIENCE_MS = 30_000;

test('an alert is shown on every page while it lasts, then goes', { skip: process.platform === 'win32' }, async (t) => {
  const options = ['monitoring.every_s=0.2', 'monitoring.recent_s=20', 'alerts.restarts=1'];
  const shell = await startServe({ args: options.flatMap((option) => ['--option', option]) });
  t.after(() => shell.stop());
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${shell.origin}/#token=${shell.token}`);
  await page.getByRole('navigation').getByRole('button', { name: fr.nav.monitor }).click();
  await page.getByText(fr.monitor.alerts.none).waitFor();

  const { workers } = await shell.status();
  process.kill(workers[0]?.pid ?? 0, 'SIGKILL');
  const alerts = page.getByRole('region', { name: fr.monitor.alerts.title }).getByRole('listitem');
  await alerts.waitFor({ timeout: PATIENCE_MS });
  assert.match(
    (await alerts.textContent()) ?? '',
    /^Des moteurs de recherche s’arrêtent \(redémarrages récents\s: 1, seuil 1\)\. depuis/,
  );
  await page
    .getByRole('row')
    .filter({ hasText: /SIGKILL/ })
    .waitFor();

  await page.getByRole('navigation').getByRole('button', { name: fr.nav.questions }).click();
  const banner = page.getByRole('alert').filter({ hasText: 'redémarrés' });
  await banner.waitFor({ timeout: PATIENCE_MS });
  await banner.waitFor({ state: 'detached', timeout: 2 * PATIENCE_MS });
});
