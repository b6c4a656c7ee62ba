import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { fr } from '../../renderer/i18n/fr.ts';
import type { Scene } from './suite.ts';

const PURCHASE = 'Comment comptabiliser un achat de marchandises à crédit de 1 000 000 F HT avec une TVA à 18 % ?';

/** Unbreakable spaces are the page's own typography. */
const spaced = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ');

/** "Why this answer?" */
export function explainScenarios(scene: Scene): void {
  const button = (): Locator => scene.desk.detail.getByRole('button', { name: /^Pourquoi cette réponse/ });
  const panel = (): Locator => scene.desk.detail.getByRole('region', { name: /^Pourquoi cette réponse/ });
  const table = (): Locator => panel().getByRole('table');

  test('why this answer: understood, candidates with their scores, and what decided, on demand', async () => {
    const { desk } = scene;
    await desk.askAndWait(PURCHASE);
    assert.equal(await button().getAttribute('aria-expanded'), 'false');
    assert.equal(await table().count(), 0);
    await button().focus();
    await desk.page.keyboard.press('Enter');
    await table().waitFor();
    const source = spaced(await desk.source(1).locator('span').nth(2).textContent());
    const text = spaced(await panel().textContent());
    assert.ok(text.includes(`« ${source} » (`), `${source} in: ${text.slice(0, 300)}`);
    assert.match(text, /devance « .+ » \(\d+,\d\d\)(, surtout par : .+ \(\+\d,\d\d\)| de très peu)\. Confiance/);
    assert.match(text, /Montants1 000 000 F HT/);
    assert.match(text, /Taux18 % \(TVA\)/);
    const rows = await table()
      .getByRole('row')
      .evaluateAll((all) => all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    assert.ok(rows.length > 1 && rows.length <= 10, String(rows.length));
    assert.ok(spaced(rows[0]?.[0] ?? '').startsWith(source) && (rows[0]?.[0] ?? '').includes(fr.explain.chosen));
    const scores = rows.map((cells) => Number((cells[4] ?? '').replace(',', '.').replace('−', '-')));
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
    assert.equal(await desk.rows.count(), 1, 'asking for the reasons adds no question to the list');
  });

  test('the reasons can be put away; the next question begins without them', async () => {
    const { desk } = scene;
    await desk.askAndWait('Quel compte pour le loyer d’un bureau ?');
    await button().click();
    await table().waitFor();
    await button().click();
    assert.equal(await button().getAttribute('aria-expanded'), 'false');
    assert.equal(await table().isVisible(), false);
    await desk.askAndWait('Quel compte pour la caisse ?');
    assert.equal(await button().getAttribute('aria-expanded'), 'false');
  });

  test('why a refusal: the confidence against the threshold, or the number that does not exist', async () => {
    const { desk } = scene;
    await desk.askAndWait('Quelle est la recette du gâteau au chocolat ?');
    await button().click();
    await panel()
      .getByText(/Confiance 0,\d\d, seuil 0,\d\d/)
      .waitFor();
    await desk.askAndWait('À quoi sert le compte 6999 ?');
    await button().click();
    await panel()
      .getByText(/compte 6999, qui n’est pas au plan de comptes/)
      .waitFor();
    assert.equal(await panel().getByText(fr.explain.chosen, { exact: true }).count(), 0);
  });

  test('the reasons fit into 400 pixels', async (t) => {
    const { desk, app } = scene;
    t.after(() => app.page.setViewportSize({ width: 1200, height: 820 }));
    await app.page.setViewportSize({ width: 400, height: 720 });
    await desk.ask(PURCHASE);
    await desk.answer.waitFor();
    await button().click();
    await table().waitFor();
    assert.ok(await app.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  });
}
