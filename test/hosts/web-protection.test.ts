import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

describe('requests that a browser sends for another page', () => {
  let shell: WebShellProcess;
  before(async () => (shell = await startServe()));
  after(() => shell.stop());

  const status = async (path: string, fetched: Record<string, string>): Promise<number> => {
    const headers = Object.fromEntries(Object.entries(fetched).map(([name, value]) => [`sec-fetch-${name}`, value]));
    return (await shell.call({ path, headers })).status;
  };

  test('are refused, also with the token and our own Host, whatever they want to load', async () => {
    // A page of another port of this machine is "same-site": sites have no ports.
    for (const site of ['cross-site', 'same-site', 'nonsense', '']) {
      for (const path of ['/', '/main.js', '/main.css', '/api/status', '/api/questions/x', '/nothing']) {
        for (const [mode, dest] of [
          ['no-cors', 'script'],
          ['no-cors', 'image'],
          ['cors', 'empty'],
          ['navigate', 'iframe'],
          ['navigate', 'embed'],
          ['websocket', 'websocket'],
        ] as const)
          assert.equal(await status(path, { site, mode, dest }), 403, `${path} ${site} ${mode} ${dest}`);
      }
    }
  });

  test('may lead their reader to our page, and to nothing else', async () => {
    const visit = { site: 'cross-site', mode: 'navigate', dest: 'document' };
    assert.deepEqual([await status('/', visit), await status('/index.html', visit), await status('/?a', visit)], [200, 200, 200]);
    for (const path of [
      '/api/status',
      '//api/status',
      '/API/status',
      '/%61pi/status',
      '/main.js',
      '/index.html/x',
      '/questions.json',
    ])
      assert.equal(await status(path, visit), 403, path);
  });

  test('are told apart from those of our own page and of programs', async () => {
    assert.equal(await status('/api/status', { site: 'same-origin', mode: 'cors', dest: 'empty' }), 200);
    assert.equal(await status('/', { site: 'none', mode: 'navigate', dest: 'document' }), 200);
    assert.equal(await status('/api/status', {}), 200);
  });
});

describe('senders that hold connections', () => {
  async function serve(t: TestContext, ...options: string[]): Promise<WebShellProcess> {
    const shell = await startServe({ args: options.flatMap((option) => ['--option', option]) });
    t.after(() => shell.stop());
    return shell;
  }

  /** An open connection and everything that comes back on it. */
  async function open(t: TestContext, { port }: WebShellProcess): Promise<{ socket: Socket; heard: () => string }> {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += data.toString())).on('error', () => {});
    t.after(() => socket.destroy());
    await once(socket, 'connect');
    return { socket, heard: () => text };
  }

  const head = (shell: WebShellProcess, ...lines: string[]): string =>
    [`POST /api/questions HTTP/1.1`, `Host: 127.0.0.1:${shell.port}`, `Authorization: Bearer ${shell.token}`, ...lines, ''].join(
      '\r\n',
    );

  test('by sending slowly are cut off with 408; readers of events and the rest go on', async (t) => {
    const shell = await serve(t, 'server.request_s=1');
    const events = await shell.events();
    let ended = false;
    void events.ended.then(() => (ended = true));
    const noHeaders = await open(t, shell);
    const halfHeaders = await open(t, shell);
    const halfBody = await open(t, shell);
    halfHeaders.socket.write(head(shell));
    halfBody.socket.write(`${head(shell, 'Content-Type: application/json', 'Content-Length: 100')}\r\n{"quest`);
    // One character at a time, as slow-loris does: each must not give it more time.
    const drip = setInterval(() => {
      halfHeaders.socket.write('X');
      halfBody.socket.write(' ');
    }, 100);
    t.after(() => clearInterval(drip));
    await Promise.all([halfHeaders, halfBody].map(({ socket }) => once(socket, 'close')));
    clearInterval(drip);
    for (const { heard } of [halfHeaders, halfBody]) {
      assert.match(heard(), /^HTTP\/1\.1 408 /);
      assert.match(heard(), /"kind":"request_late","message":"La demande n’est pas arrivée/);
    }
    if (!noHeaders.socket.closed) await once(noHeaders.socket, 'close');
    assert.equal(ended, false, 'the event stream stays');
    await shell.submit([{ id: 'a', question: 'Quel compte pour un loyer ?' }]);
    assert.equal((await events.settled(['a']))[0]?.status, 'answered');
    assert.doesNotMatch(shell.stderr, /Error/);
    events.close();
  });

  test('beyond the limit are hung up on, and make room when they leave', async (t) => {
    const shell = await serve(t, 'server.connections=8');
    const held = await Promise.all(Array.from({ length: 8 }, () => open(t, shell)));
    const extra = await open(t, shell);
    if (!extra.socket.closed) await once(extra.socket, 'close');
    assert.equal(extra.heard(), '');
    for (const { socket } of held) socket.destroy();
    for (const end = performance.now() + 5_000; ; await delay(20)) {
      const reply = await shell.call({ path: '/api/status' }).catch(() => null);
      if (reply?.status === 200) break;
      assert.ok(performance.now() < end, 'no room again');
    }
  });
});
