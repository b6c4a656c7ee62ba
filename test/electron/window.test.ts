import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startFixture } from './fixture-app.ts';
import type { FixtureApp } from './fixture-app.ts';

let app: FixtureApp;
let page: Page;

before(async () => {
  app = await startFixture();
  page = await app.page();
  await page.waitForLoadState('load');
});
after(() => app.close());

/** Runs code in the page as one of its own scripts could. */
const inPage = <T>(code: string): Promise<T> => page.evaluate(code);

test('the preload script exposes the page API, nothing more, before the page’s first script', async () => {
  const api = await inPage<Record<string, string>>(
    'Object.fromEntries(Object.getOwnPropertyNames(window.ohada).map((key) => [key, typeof window.ohada[key]]))',
  );
  assert.deepEqual(api, {
    submit: 'function',
    cancel: 'function',
    status: 'function',
    resize: 'function',
    monitoring: 'function',
    recovered: 'function',
    onQuestionState: 'function',
  });
  assert.deepEqual(await inPage('window.seenEarly'), { api: 'object', require: 'undefined', process: 'undefined' });
  assert.equal(await inPage('Object.isFrozen(window.ohada)'), true);
  await inPage('void (window.ohada = null)');
  assert.equal(await inPage('typeof window.ohada.submit'), 'function');
});

test('no name of Node or Electron is reachable from the page', async () => {
  const names = ['require', 'module', 'exports', 'process', 'Buffer', 'global', 'ipcRenderer', 'electron', 'contextBridge'];
  assert.deepEqual(await inPage(`${JSON.stringify(names)}.filter((name) => name in window)`), []);
  const source = await inPage<string>('Object.values(window.ohada).map(String).join()');
  assert.doesNotMatch(source, /ohada:/, 'channel names stay out of the page');
});

test('an error tells the page a kind, never a channel or a path', async () => {
  const message = await inPage<string>('window.ohada.submit("pas une liste").catch((error) => error.message)');
  assert.equal(message, 'internal');
});

test('a question travels to a worker and back, every state on the way', async () => {
  const states = await inPage<{ state: string }[]>(`new Promise((resolve) => {
    const states = [];
    const end = window.ohada.onQuestionState((state) => {
      states.push(state);
      if (state.state === 'settled') { end(); resolve(states); }
    });
    window.ohada.submit([{ id: 'w1', question: 'Quel compte ?' }]);
  })`);
  assert.deepEqual(
    states.map((state) => state.state),
    ['queued', 'running', 'settled'],
  );
});

test('the page cannot navigate away', async () => {
  for (const url of ['https://example.org/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'data:text/html,x']) {
    await inPage(`void (location.href = ${JSON.stringify(url)})`);
    await delay(150);
    assert.equal(page.url(), 'https://ohada.app.invalid/index.html', url);
  }
});

test('the page cannot open a window', async () => {
  const pagesBefore = page.context().pages().length;
  await inPage(`void window.open('https://example.org/')`);
  await delay(400);
  assert.equal(page.context().pages().length, pagesBefore);
});

test('no request leaves: fetch, image, web socket, form', async () => {
  const outcome = await inPage<string>(`fetch('https://example.org/').then(() => 'sent', () => 'refused')`);
  assert.equal(outcome, 'refused');
  for (const url of [
    'https://example.org/x',
    'http://127.0.0.1:9/',
    'ws://example.org/',
    'file:///etc/passwd',
    'app://other/x',
  ]) {
    assert.equal(await app.control({ kind: 'request-allowed', url }), false, url);
  }
  assert.equal(await app.control({ kind: 'request-allowed', url: 'app://ohada/index.html' }), true);
});

test('the page may copy text and nothing else', async () => {
  const asked = (permission: 'geolocation' | 'media' | 'clipboard-sanitized-write', origin: string): Promise<unknown> =>
    app.control({ kind: 'permission-allowed', permission, origin });
  assert.equal(await asked('clipboard-sanitized-write', 'app://ohada/'), true);
  assert.equal(await asked('clipboard-sanitized-write', 'https://example.org/'), false);
  assert.equal(await asked('geolocation', 'app://ohada/'), false);
  assert.equal(await asked('media', 'app://ohada/'), false);
  const state = await inPage<string>(`navigator.permissions.query({ name: 'geolocation' }).then((status) => status.state)`);
  assert.equal(state, 'denied');
});

test('the menu speaks French', async () => {
  const labels = (await app.control({ kind: 'menu-labels' })) as string[];
  assert.deepEqual(
    labels.filter((label) => label !== 'OHADA Expert-Comptable'),
    ['Fichier', 'Édition', 'Affichage', 'Fenêtre', 'Aide'],
  );
});
