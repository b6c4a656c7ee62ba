import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fr } from '../../renderer/i18n/fr.ts';
import { Desk, watch, type Watch } from './desk.ts';
import { ALARM, FOREIGN, PAYLOADS, TRIGGER } from './hostile/payloads.ts';
import { HOSTILE_WAYS } from './hostile/ways.ts';
import type { OpenApp } from './open-app.ts';

/** The same text whatever spaces typography put into it, and without what a browser shows as nothing. */
const bare = (text: string): string => text.replaceAll(/[\s\u0000\ufeff]/gu, '');

/** In the page: everything that only hostile markup could have put there. */
function foreignMarkup(): string[] {
  const tags =
    'script:not([src]),iframe,object,embed,base,meta[http-equiv],form[action],math,video,template,animate,a[href],img,style[data-x]';
  const elements = [...document.body.querySelectorAll('*')];
  const attributes = elements.flatMap((element) =>
    [...element.attributes].filter(
      ({ name, value }) =>
        name.startsWith('on') || /^\s*(javascript|data:text)/i.test(value) || (name === 'style' && value.includes('url(')),
    ),
  );
  return [
    ...[...document.querySelectorAll(tags)].map((element) => element.outerHTML.slice(0, 200)),
    ...attributes.map(({ name, value }) => `${name}=${value}`),
  ];
}

for (const way of HOSTILE_WAYS) {
  describe(`hostile texts in the page: ${way.name}`, () => {
    let app: OpenApp;
    let desk: Desk;
    let seen: Watch;
    const dialogs: string[] = [];

    before(async () => {
      app = await way.open();
      desk = new Desk(app.page);
      await desk.box.waitFor();
      seen = watch(app.page);
      app.page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await app.page.evaluate(
        (alarm) =>
          Object.assign(window, {
            alarms: [],
            [alarm]: (what: unknown) => void (window as unknown as { alarms: unknown[] }).alarms.push(what),
          }),
        ALARM,
      );
    });
    after(() => app.close());

    /** Nothing ran, nothing was loaded, no markup came of it, and the page is still ours. */
    async function assertInert(what: string): Promise<void> {
      assert.deepEqual(await app.page.evaluate(foreignMarkup), [], what);
      assert.deepEqual(await app.page.evaluate('window.alarms'), [], what);
      assert.deepEqual([dialogs, seen.requests.filter((url) => url.includes(FOREIGN))], [[], []], what);
      assert.ok(app.page.url().startsWith(app.ownOrigin), what);
      assert.equal(
        app.page
          .context()
          .pages()
          .filter((page) => page.url().includes(FOREIGN)).length,
        0,
        what,
      );
    }

    /** Opens everything of an answer that can be opened. */
    async function openAll(): Promise<void> {
      for (const number of [1, 2]) {
        const source = desk.source(number);
        if ((await source.getAttribute('aria-expanded')) === 'false') await source.click();
      }
      await desk.marker(1).click();
    }

    test('the alarm of this test rings when markup is really put into the page', async () => {
      await app.page.evaluate((alarm) => {
        const box = document.createElement('div');
        box.innerHTML = `<i onclick="${alarm}(1)"></i>`;
        document.body.append(box);
      }, ALARM);
      assert.equal((await app.page.evaluate(foreignMarkup)).length, 1);
      await app.page.evaluate((alarm) => {
        document.body.lastElementChild?.remove();
        (window as unknown as Record<string, (what: unknown) => void>)[alarm]?.(1);
      }, ALARM);
      assert.deepEqual(await app.page.evaluate('window.alarms.splice(0)'), [1]);
      seen.problems.length = 0;
    });

    test('payloads in every text of an answer are shown as what they are: text', async () => {
      await desk.askAndWait(...PAYLOADS.map((_, at) => `${TRIGGER} ${at} ?`));
      for (const [at, payload] of PAYLOADS.entries()) {
        await desk.rows.filter({ hasText: new RegExp(`${TRIGGER} ${at}\\s`, 'u') }).click();
        await openAll();
        await assertInert(payload);
        const shown = bare((await desk.detail.textContent()) ?? '');
        // Answer three times, entry lines and their moment, titles, references, passages twice, accounts.
        const times = shown.split(bare(payload)).length - 1;
        assert.ok(times >= 10, `${payload}: shown ${times} times in ${shown.slice(0, 300)}`);
      }
    });

    test('payloads as questions, explained, are text too, in the list and in the answer', async () => {
      await desk.fresh();
      await app.page.evaluate(
        (alarm) =>
          Object.assign(window, {
            alarms: [],
            [alarm]: (what: unknown) => void (window as unknown as { alarms: unknown[] }).alarms.push(what),
          }),
        ALARM,
      );
      for (const payload of PAYLOADS) await desk.askAndWait(payload.replaceAll(/[\u0000\u2028]/gu, ' '));
      const list = bare(await desk.rows.allTextContents().then((all) => all.join(' ')));
      for (const payload of PAYLOADS)
        assert.ok(list.includes(bare(payload.replaceAll(/[\u0000\u2028]/gu, ' ')).slice(0, 150)), payload);
      for (const row of (await desk.rows.all()).slice(0, 8)) {
        await row.click();
        await openAll();
        await desk.detail.getByRole('button', { name: fr.explain.title }).click();
        await desk.detail.getByRole('table', { name: fr.explain.caption }).waitFor();
        await assertInert('explained');
      }
      await assertInert('all questions');
    });

    test('and no error or refusal by the security policy was needed for that', () => {
      assert.deepEqual(seen.problems, []);
    });
  });
}
