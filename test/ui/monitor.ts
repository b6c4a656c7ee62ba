import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { fr } from '../../renderer/i18n/fr.ts';
import type { Scene } from './suite.ts';

/** A measurement is made every five seconds. */
const MEASURED_MS = 20_000;

/** The page that shows what the application does on this machine. */
export function monitorScenarios(scene: Scene): void {
  const go = (page: 'questions' | 'monitor'): Promise<void> =>
    scene.app.page.getByRole('navigation').getByRole('button', { name: fr.nav[page] }).click();
  const cellsOf = (table: Locator): Promise<string[][]> =>
    table.getByRole('row').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));

  test('the processes, their memory and the stage that takes most time are shown', async () => {
    const { desk, app } = scene;
    await desk.askAndWait(
      'Quel compte pour les fournitures de bureau du moniteur ?',
      'Comment comptabiliser un emprunt de 3 000 000 F ?',
    );
    await go('monitor');
    const heading = app.page.getByRole('heading', { name: fr.monitor.title, exact: true });
    await heading.waitFor();
    assert.ok(await heading.evaluate((element) => element === document.activeElement));
    await app.page.getByText(/^Le goulot est/).waitFor({ timeout: MEASURED_MS });
    const [head, ...rows] = await cellsOf(app.page.getByRole('region', { name: fr.monitor.workers.title }).getByRole('table'));
    assert.deepEqual(head?.slice(0, 3), [fr.monitor.workers.name, fr.monitor.workers.state, fr.monitor.workers.pid]);
    assert.ok(rows.length >= 2, 'at least one worker and the application');
    const pids = rows.map(([, , pid]) => Number(pid?.replaceAll(/\s/g, '')));
    assert.equal(new Set(pids).size, rows.length);
    for (const pid of pids) assert.doesNotThrow(() => process.kill(pid, 0), `${pid} is a process`);
    for (const [, , , memory] of rows) assert.match(memory ?? '', /^\d+\sMo$/);
    const stages = await cellsOf(app.page.getByRole('region', { name: fr.monitor.stages.title }).getByRole('table'));
    assert.match(stages.find(([name]) => name === fr.monitor.stages.answer)?.[1] ?? '', /^[\d,]+\s(ms|s)$/);
  });

  test('every chart is drawn, says its last values aloud, and has its numbers as a table', async () => {
    const { app } = scene;
    await go('monitor');
    const charts = app.page.getByRole('region', { name: fr.monitor.charts.region }).getByRole('img');
    await charts.first().waitFor({ timeout: MEASURED_MS });
    assert.equal(await charts.count(), 6);
    for (const chart of await charts.all()) {
      assert.match((await chart.getAttribute('aria-label')) ?? '', /Dernières valeurs\s: .+\.$/);
      const box = await chart.locator('canvas').boundingBox();
      assert.ok(box !== null && box.width > 100 && box.height > 100);
    }
    const title = fr.monitor.charts.memory.title;
    const figure = app.page.getByRole('figure').filter({ hasText: title });
    await figure.getByRole('button', { name: fr.monitor.charts.showTable }).press('Enter');
    const table = await cellsOf(
      figure.getByRole('region', { name: fr.monitor.charts.tableOf.replace('{{title}}', title) }).getByRole('table'),
    );
    assert.ok(table.length >= 2);
    assert.match(table[1]?.[0] ?? '', /^\d\d:\d\d:\d\d$/);
    assert.match(table[1]?.[1] ?? '', /^[\d\s]+\sMo$/);
  });

  test('the page fits into 400 pixels, light and dark', async (t) => {
    const { app } = scene;
    t.after(async () => {
      await app.page.setViewportSize({ width: 1200, height: 820 });
      await app.page.emulateMedia({ colorScheme: null });
    });
    await go('monitor');
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme });
      for (const width of [600, 400]) {
        await app.page.setViewportSize({ width, height: 720 });
        await app.page.getByRole('img').first().waitFor({ timeout: MEASURED_MS });
        assert.ok(await app.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${width}`);
      }
    }
  });
}
