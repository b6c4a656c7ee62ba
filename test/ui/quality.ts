import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { parseQuestionSet } from '../../core/quality/question-set.ts';
import { fr } from '../../renderer/i18n/fr.ts';
import { ROOT } from '../support/project.ts';
import type { Scene } from './suite.ts';

const SET = parseQuestionSet(readFileSync(join(ROOT, 'test', 'ranking', 'questions.jsonl'), 'utf8'));
const RUN_MS = 90_000;

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The page that judges the answers on this machine. */
export function qualityScenarios(scene: Scene): void {
  const button = (name: string): Locator => scene.app.page.getByRole('button', { name, exact: true });
  const go = (page: 'questions' | 'quality'): Promise<void> =>
    scene.app.page.getByRole('navigation').getByRole('button', { name: fr.nav[page] }).click();
  const progress = (): Locator => scene.app.page.getByRole('progressbar', { name: fr.quality.progress });

  test('the whole set runs with its progress shown, and a question typed meanwhile does not wait for it', async () => {
    const { desk, app } = scene;
    await go('quality');
    assert.equal(await button(fr.quality.again).count(), 0);
    await button(fr.quality.start).click();
    await app.page.getByText(`sur ${SET.length}`).waitFor();
    await go('questions');
    await desk.askAndWait('Quel compte pour la caisse ?');
    assert.equal(await desk.rows.count(), 1, 'the judged questions are not in the list');
    await go('quality');
    assert.ok((await progress().count()) > 0, 'the run was still going on when the answer was there');
    const before = Number(await progress().getAttribute('value'));
    assert.ok(before > 0 && before < SET.length, String(before));
    await app.page.getByText(`${SET.length} questions évaluées en`).waitFor({ timeout: RUN_MS });
    const rows = await app.page
      .getByRole('table')
      .getByRole('row')
      .evaluateAll((all) => all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    const row = (name: string): string[] => rows.find(([first]) => first === name) ?? [];
    const kinds = new Set(SET.map(({ kind }) => kind));
    assert.equal(rows.length, kinds.size + 3);
    assert.equal(row(fr.quality.kinds.compte)[1], String(SET.filter(({ kind }) => kind === 'compte').length));
    assert.equal(row(fr.quality.all)[1], String(SET.length));
    const [, all = 0, wrong = 0, refused = 0] = [0, 1, 4, 5].map((column) => Number(row(fr.quality.all)[column]));
    const right = Number((row(fr.quality.all)[3] ?? '').replace(',', '.').replace(/\s?%/, ''));
    assert.ok(right > 50 && right <= 100, String(right));
    assert.ok(Math.abs((100 * (all - wrong - refused)) / all - right) < 0.06, 'right, wrong and refused are all there is');

    await app.page.getByRole('button', { name: /^Voir l(es|a) .*manquée/ }).click();
    const missed = app.page.getByRole('region', { name: fr.quality.failures.region }).getByRole('listitem').getByRole('button');
    const texts = (await missed.allTextContents()).map(spaced);
    const tuning = new Set(SET.filter(({ part }) => part === 'reglage').map(({ question }) => spaced(question)));
    assert.ok(texts.length > 0 && texts.every((text) => tuning.has(text)), 'only questions of the part one may tune on');
    await missed.first().click();
    await desk.allSettled(2);
    assert.equal(spaced((await desk.detail.getByRole('heading', { level: 2 }).textContent()) ?? ''), texts[0]);
  });

  test('a run can be stopped, shows what it has, and can be started again', async () => {
    const { app } = scene;
    await go('quality');
    await button(fr.quality.start).click();
    await app.page.getByText(`sur ${SET.length}`).waitFor();
    await button(fr.quality.stop).click();
    await app.page.getByText(/arrêtée après \d+ questions/).waitFor();
    assert.equal(await progress().count(), 0);
    await button(fr.quality.again).click();
    await progress().waitFor();
    await button(fr.quality.stop).click();
    await app.page.getByText(/arrêtée après \d+ questions/).waitFor();
  });

  test('the pages are reached with the keyboard, and what was typed is kept', async () => {
    const { desk, app } = scene;
    const { keyboard } = app.page;
    await desk.box.fill('une question commencée');
    for (let presses = 0; presses < 40 && !(await isFocused(button(fr.nav.quality))); presses++) await keyboard.press('Tab');
    await keyboard.press('Enter');
    const heading = app.page.getByRole('heading', { name: fr.quality.title });
    await heading.waitFor();
    await app.page.waitForFunction(() => document.activeElement?.tagName === 'H2');
    assert.equal(await button(fr.nav.quality).getAttribute('aria-current'), 'page');
    for (let presses = 0; presses < 10 && !(await isFocused(button(fr.nav.questions))); presses++)
      await keyboard.press('Shift+Tab');
    assert.ok(await isFocused(button(fr.nav.questions)));
    await keyboard.press('Space');
    await desk.box.waitFor();
    assert.equal(await desk.box.inputValue(), 'une question commencée');
    await app.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  });

  test('the page fits into 400 pixels', async (t) => {
    const { app } = scene;
    t.after(() => app.page.setViewportSize({ width: 1200, height: 820 }));
    await app.page.setViewportSize({ width: 400, height: 720 });
    await go('quality');
    await app.page.getByRole('heading', { name: fr.quality.title }).waitFor();
    assert.ok(await app.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  });
}

const isFocused = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
