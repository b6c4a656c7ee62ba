import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { fr } from '../../renderer/i18n/fr.ts';
import type { Scene } from './suite.ts';

const PURCHASE = 'Comment comptabiliser un achat de marchandises au comptant de 500 000 F ?';

/** Keyboard, dark mode, narrow windows. */
export function accessibilityScenarios(scene: Scene): void {
  test('everything works with the keyboard alone', async () => {
    const { desk, app } = scene;
    const { keyboard } = app.page;
    assert.ok(await hasFocus(desk.box), 'the box has the focus at the start');
    await keyboard.type(PURCHASE);
    await keyboard.press('Shift+Enter');
    await keyboard.type('Quel compte pour la caisse ?');
    await keyboard.press('Enter');
    await desk.allSettled(2);
    await tabTo(app.page, desk.rows.first());
    await keyboard.press('ArrowDown');
    assert.ok(await hasFocus(desk.rows.nth(1)), 'the arrow moves in the list');
    await desk.detail.getByRole('heading', { name: 'Quel compte pour la caisse ?' }).waitFor();
    await keyboard.press('Home');
    assert.ok(await hasFocus(desk.rows.first()), 'Home goes to the first question');
    await desk.detail.getByRole('heading', { name: PURCHASE }).waitFor();
    await tabTo(app.page, desk.detailButton(fr.detail.copy));
    await tabTo(app.page, desk.marker(1));
    await keyboard.press('Enter');
    assert.ok(await hasFocus(desk.source(1)), 'the marker leads to its source');
    await keyboard.press('Enter');
    assert.equal(await desk.source(1).getAttribute('aria-expanded'), 'false');
    await keyboard.press('Space');
    assert.equal(await desk.source(1).getAttribute('aria-expanded'), 'true');
  });

  test('whoever has the focus shows it', async () => {
    const { desk, app } = scene;
    await desk.askAndWait(PURCHASE);
    await app.page.keyboard.press('Tab');
    const outline = await app.page.evaluate(() => {
      const style = getComputedStyle(document.activeElement ?? document.body);
      return { outline: style.outlineStyle, shadow: style.boxShadow };
    });
    assert.ok(outline.outline !== 'none' || outline.shadow !== 'none', JSON.stringify(outline));
  });

  test('what settles is announced to screen readers', async () => {
    const { desk, app } = scene;
    await desk.askAndWait('Quel compte pour le capital social ?');
    await app.page.getByRole('status').filter({ hasText: fr.state.answered }).waitFor({ state: 'attached' });
  });

  test('dark mode follows the system, and text stays readable', async (t) => {
    const { desk, app } = scene;
    t.after(() => app.page.emulateMedia({ colorScheme: null }));
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await desk.askAndWait(PURCHASE);
    const dark = await coloursOnce(desk.answer, (background) => background < 0.2);
    assert.ok(dark.contrast >= 7, `contrast ${dark.contrast}`);
    await app.page.emulateMedia({ colorScheme: 'light' });
    const light = await coloursOnce(desk.answer, (background) => background > 0.8);
    assert.ok(light.contrast >= 7, `contrast ${light.contrast}`);
  });

  test('at 400 pixels nothing has to be scrolled sideways', async (t) => {
    const { desk, app } = scene;
    t.after(() => app.page.setViewportSize({ width: 1200, height: 820 }));
    await app.page.setViewportSize({ width: 400, height: 720 });
    const fits = (): Promise<boolean> => app.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    assert.ok(await fits(), 'start page');
    await desk.askAndWait(PURCHASE, 'x'.repeat(300));
    assert.ok(await fits(), 'list');
    await desk.rows.first().click();
    await desk.answer.waitFor();
    assert.ok(await fits(), 'answer');
    await desk.page.getByRole('button', { name: fr.detail.back }).click();
    await desk.rows.first().waitFor();
  });
}

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reachable with the Tab key: ${String(target)}`);
}

/** The page hears of a change of the system's colours a moment later. */
async function coloursOnce(text: Locator, accept: (background: number) => boolean): Promise<{ contrast: number }> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const found = await colours(text);
    if (accept(found.background)) return found;
    await delay(50);
  }
  throw new Error(`luminance of the background stays ${(await colours(text)).background}`);
}

/** Relative luminance of what lies behind a text, and the contrast of the text with it, as WCAG defines them. */
function colours(text: Locator): Promise<{ background: number; contrast: number }> {
  return text.evaluate((element) => {
    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let behind: Element | null = element;
    while (behind && (channels(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
    const background = luminance(getComputedStyle(behind ?? document.body).backgroundColor);
    const foreground = luminance(getComputedStyle(element).color);
    const contrast = (Math.max(background, foreground) + 0.05) / (Math.min(background, foreground) + 0.05);
    return { background, contrast };
  });
}
