import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startFixture } from './fixture-app.ts';
import type { FixtureApp } from './fixture-app.ts';

let app: FixtureApp;

before(async () => {
  app = await startFixture();
  await app.page();
});
after(() => app.close());

interface Reply {
  ok: boolean;
  message?: string;
}

const HOME = { url: 'app://ohada/index.html', topFrame: true, gone: false };

const invoke = (from: Partial<typeof HOME>, method = 'status', args: unknown[] = []): Promise<Reply> =>
  app.control({ kind: 'invoke-from', ...HOME, ...from, channel: `ohada:${method}`, args }) as Promise<Reply>;

test('the page itself is served', async () => {
  assert.equal((await invoke({})).ok, true);
});

test('another origin, a frame, or a page that has gone is refused on every method', async () => {
  const senders = [
    { url: 'https://example.org/' },
    { url: 'app://other/index.html' },
    { url: 'app://ohada.example.org/' },
    { url: 'https://ohada/index.html' },
    { url: 'file:///app://ohada/index.html' },
    { url: '' },
    { topFrame: false },
    { gone: true },
  ];
  for (const sender of senders) {
    for (const method of ['submit', 'cancel', 'status']) {
      const reply = await invoke(sender, method, method === 'status' ? [] : ['x']);
      assert.equal(reply.ok, false, JSON.stringify({ sender, method }));
      assert.match(reply.message ?? '', /sender refused/);
    }
  }
});

test('arguments that do not fit the contract are refused before they reach the engine', async () => {
  const wrong: [string, unknown[]][] = [
    ['submit', []],
    ['submit', ['x']],
    ['submit', [[]]],
    ['submit', [[{ id: '', question: 'x' }]]],
    ['submit', [[{ id: 'a', question: 7 }]]],
    ['submit', [[{ id: 'a', question: 'x', extra: 1 }]]],
    ['submit', [[{ id: 'a', question: 'x' }], 'more']],
    ['submit', [Array.from({ length: 1001 }, (_, at) => ({ id: String(at), question: 'x' }))]],
    ['cancel', [null]],
    ['cancel', [{ toString: 'x' }]],
    ['status', ['x']],
  ];
  for (const [method, args] of wrong) {
    const reply = await invoke({}, method, args);
    assert.equal(reply.ok, false, `${method} ${JSON.stringify(args).slice(0, 60)}`);
    assert.match(reply.message ?? '', /arguments refused/);
  }
});

test('a method outside the contract has no handler', async () => {
  assert.match((await invoke({}, 'close')).message ?? '', /No handler registered/);
});
