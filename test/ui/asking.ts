import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fr } from '../../renderer/i18n/fr.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import type { Scene } from './suite.ts';

const PURCHASE = 'Comment comptabiliser un achat de marchandises à crédit de 1 000 000 F HT avec une TVA à 18 % ?';

const TEN = [
  'Quel compte pour le loyer d’un bureau ?',
  'Comment enregistrer la dotation annuelle aux amortissements d’un véhicule ?',
  'Comment comptabiliser le paiement d’un fournisseur par chèque ?',
  'Quel compte pour les frais de transport sur achats ?',
  'Comment enregistrer une vente de marchandises à crédit ?',
  'Comment comptabiliser un salaire ?',
  'Quand constater une provision pour risques ?',
  'Comment enregistrer un emprunt bancaire ?',
  'Comment comptabiliser une avance reçue d’un client ?',
  'Quels états financiers présenter dans le système normal ?',
];

/** Digits of a displayed amount; spaces of any kind separate thousands. */
const francs = (text: string): number => Number(text.replaceAll(/[^\d]/g, '') || '0');

interface ListMoment {
  settled: number;
  open: number;
  /** Places in the queue that are shown. */
  positions: string[];
}

/** Runs in the page: notes, at every drawing of the list, how many questions were settled and how many open. */
function observeList(): void {
  const history: ListMoment[] = [];
  Object.assign(window, { listHistory: history });
  const look = (): void => {
    const labels = [...document.querySelectorAll('li [data-state]')];
    const open = labels.filter((label) => ['sending', 'queued', 'running'].includes(label.getAttribute('data-state') ?? ''));
    const positions = open.flatMap((label) => label.textContent.match(/\d+/g) ?? []);
    history.push({ settled: labels.length - open.length, open: open.length, positions });
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
}

/** Asking, reading, cancelling, asking again, copying. */
export function askingScenarios(scene: Scene): void {
  test('one question: answer with citation, cited passage, balanced entry with totals', async () => {
    const { desk } = scene;
    await desk.askAndWait(PURCHASE);
    assert.match((await desk.answer.textContent()) ?? '', /6011/);
    await desk.marker(1).waitFor();
    assert.match((await desk.source(1).textContent()) ?? '', /SYSCOHADA|AUDCIF/);
    const rows = await desk.entryTable
      .getByRole('row')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const lines = rows.filter((cells) => /^\d{2,}$/.test(cells[0] ?? ''));
    const sum = (column: number): number => lines.reduce((total, cells) => total + francs(cells[column] ?? ''), 0);
    const total = rows.find((cells) => cells[0] === fr.entry.total);
    assert.equal(sum(2), 1_180_000);
    assert.equal(sum(3), 1_180_000);
    assert.deepEqual(total?.slice(1).map(francs), [1_180_000, 1_180_000]);
  });

  test('a marker opens the cited passage, with the matching words highlighted', async () => {
    const { desk } = scene;
    await desk.askAndWait(PURCHASE);
    const source = desk.source(1);
    if ((await source.getAttribute('aria-expanded')) === 'true') await source.click();
    assert.equal(await source.getAttribute('aria-expanded'), 'false');
    await desk.marker(1).click();
    assert.equal(await source.getAttribute('aria-expanded'), 'true');
    assert.equal(await source.evaluate((button) => button === document.activeElement), true);
    const passage = desk.page.getByRole('listitem').filter({ has: source }).getByRole('blockquote');
    const marked = await passage.locator('mark').allTextContents();
    assert.ok(marked.length > 0, 'no highlighted word');
    for (const word of marked) assert.match(PURCHASE.toLowerCase(), new RegExp(word.toLowerCase().slice(0, 4)));
  });

  test('ten questions at once: all settle, each row with its own answer', async () => {
    const { desk } = scene;
    await desk.askAndWait(...TEN);
    assert.equal(await desk.rows.count(), 10);
    assert.ok((await desk.rowsIn([fr.state.answered]).count()) >= 8, String(await desk.rows.allTextContents()));
    const answers = new Set<string>();
    for (const [at, question] of TEN.entries()) {
      await desk.rows.nth(at).click();
      assert.equal(plain(await desk.detail.getByRole('heading', { level: 2 }).textContent()), plain(question));
      answers.add(plain(await desk.answer.textContent()));
    }
    assert.ok(answers.size >= 9, 'ten questions on ten subjects have different answers');
  });

  // Ten take less time than the page collects changes for: only a longer list shows states in between.
  test('states change one by one: some questions are answered while others still wait', async () => {
    const { desk, app } = scene;
    await app.page.evaluate(observeList);
    await desk.askAndWait(
      ...Array.from({ length: 150 }, (_, at) => `Quel compte pour un achat numéro ${at + 1} de fournitures ?`),
    );
    const history = await app.page.evaluate<ListMoment[]>('window.listHistory');
    const mixed = history.filter(({ settled, open }) => settled > 0 && open > 0);
    assert.ok(mixed.length >= 2, `moments with settled and open questions: ${JSON.stringify(history)}`);
    assert.ok(
      history.some(({ positions }) => positions.length > 0),
      'positions in the queue are shown',
    );
  });

  test('nothing is sent for an empty box, blanks or empty lines', async () => {
    const { desk } = scene;
    for (const text of ['', '   ', '\n\n \n']) {
      await desk.box.fill(text);
      assert.equal(await desk.sendButton.isDisabled(), true);
      await desk.box.press('Enter');
    }
    assert.equal(await desk.rows.count(), 0);
  });

  test('a question outside SYSCOHADA is refused with an explanation', async () => {
    const { desk } = scene;
    await desk.askAndWait('Quelle est la recette du gâteau au chocolat ?');
    assert.equal(await desk.rowsIn([fr.state.no_answer]).count(), 1);
    await desk.answer.getByText(fr.detail.notInBase).first().waitFor();
    await desk.answer.getByText(/gâteau, chocolat/).waitFor();
    assert.equal(await desk.entryTable.count(), 0);
  });

  test('hostile text is shown as it was typed and does nothing', async () => {
    const { desk, app } = scene;
    const texts = [
      '<img src=x onerror="window.hacked=1">',
      '<script>window.hacked=1</script> caisse',
      '"><svg onload=window.hacked=1> loyer',
      '{{constructor.constructor("window.hacked=1")()}} TVA',
      '$t(app.name) {{count}} caisse',
      '[1] javascript:window.hacked=1',
      'l\'achat "entre guillemets" et ‹autres›',
      '😀 👨‍👩‍👧 amortissement',
      ...HOSTILE.filter((text) => text.length < 200 && !/[\p{Cc}\ud800]/u.test(text)),
    ];
    await desk.askAndWait(...texts);
    const shown = (await desk.rows.allTextContents()).map(plain);
    for (const [at, text] of texts.entries()) assert.ok(shown[at]?.startsWith(plain(text.trim())), `${text} → ${shown[at]}`);
    for (let at = 0; at < 4; at++) await desk.rows.nth(at).click();
    assert.equal(await app.page.evaluate('window.hacked'), undefined);
    assert.equal(await app.page.locator('img, iframe, object, embed, [onerror], [onload]').count(), 0);
    assert.equal(await app.page.locator('body script').count(), 0);
  });

  test('a question of 100,000 characters is refused in words and does not break the page', async () => {
    const { desk, app } = scene;
    await desk.askAndWait('caisse '.repeat(15_000));
    assert.equal(await desk.rowsIn([fr.state.failed]).count(), 1);
    await desk.detail.getByText(/dépasse 2000 caractères/).waitFor();
    assert.ok(await app.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  });

  test('a waiting question can be cancelled; the others go on', async () => {
    const { desk } = scene;
    const many = Array.from(
      { length: 200 },
      (_, at) => `Quel compte pour la facture numéro ${at + 1} du fournisseur de caisse ?`,
    );
    await desk.ask(...many);
    await desk.rows.last().click();
    await desk.detailButton(fr.detail.cancel).click();
    await desk.detail.getByText(fr.detail.cancelled).waitFor();
    assert.match((await desk.rows.last().textContent()) ?? '', new RegExp(fr.state.cancelled));
    await desk.allSettled(200);
    assert.equal(await desk.rowsIn([fr.state.cancelled]).count(), 1);
    assert.equal(await desk.rowsIn([fr.state.failed]).count(), 0);
  });

  test('a question can be asked again; its answer then comes from the cache', async () => {
    const { desk } = scene;
    await desk.askAndWait('Comment enregistrer un virement de fonds entre banque et caisse ?');
    const first = await desk.answer.textContent();
    await desk.detailButton(fr.detail.askAgain).click();
    await desk.allSettled(2);
    assert.equal(await desk.rows.count(), 2);
    await desk.detail.getByText(fr.timings.cached).waitFor();
    assert.equal(await desk.answer.textContent(), first);
  });

  test('an answer can be copied as text, with its entry and its sources', async () => {
    const { desk } = scene;
    await desk.askAndWait(PURCHASE);
    await desk.detailButton(fr.detail.copy).click();
    await desk.detail.getByText(fr.detail.copied).waitFor();
    await desk.box.focus();
    await desk.page.keyboard.press('ControlOrMeta+V');
    const pasted = await desk.box.inputValue();
    assert.ok(pasted.startsWith(PURCHASE), pasted.slice(0, 200));
    assert.match(pasted, /\t6011\t.*\t1000000\t/);
    assert.match(pasted, /\n\[1\] /);
  });
}

/** Unbreakable spaces are the page's own typography; blanks are compared as one. */
const plain = (text: string | null | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ');
