import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineStatus, WorkerStatus } from '../../core/contract.ts';
import { ROOT } from '../support/project.ts';
import { runCli, startServe } from '../support/web-shell.ts';

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ohada-web-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Resources with the real model and whatever index the test puts there. */
function resourcesWithModel(t: TestContext): string {
  const folder = temporaryFolder(t);
  symlinkSync(join(ROOT, 'resources/models'), join(folder, 'models'));
  return folder;
}

/** Resolves once no process has one of these ids; a killed one keeps its id until it is buried. */
async function allGone(workers: WorkerStatus[]): Promise<void> {
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (const end = performance.now() + 5000; workers.some(({ pid }) => pid !== null && isAlive(pid)); await delay(20))
    assert.ok(performance.now() < end, 'a worker survived');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} in the middle of many questions: each settles once, then everything ends with status 0`, async () => {
    const shell = await startServe();
    const events = await shell.events();
    const ids = Array.from({ length: 400 }, (_, at) => `q${at}`);
    await shell.submit(ids.map((id) => ({ id, question: `Comment comptabiliser ${id} achats ?` })));
    const { workers } = await shell.status();
    shell.child.kill(signal);
    const { code } = await shell.ended;
    await events.ended;
    assert.equal(code, 0);
    const settled = events.settlements();
    assert.deepEqual(settled.map(({ id }) => id).sort(), [...ids].sort());
    const closing = settled.filter(({ failure }) => failure?.kind === 'closing');
    assert.ok(closing.length > 0, 'nothing was left to settle');
    await allGone(workers);
    await assert.rejects(shell.call({ path: '/' }), { code: 'ECONNREFUSED' });
  });
}

test('ending npm ends the server it started', { skip: process.platform === 'win32' }, async () => {
  const npm = spawn('npm', ['run', '-s', 'serve'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(npm.stdout.setEncoding('utf8'), 'data')) as [string];
  const [, origin = '', token = ''] = /^listening (\S+) token=(\S+)\n/.exec(line) ?? [];
  const status = await fetch(`${origin}/api/status`, { headers: { authorization: `Bearer ${token}` } });
  const { workers } = (await status.json()) as EngineStatus;
  const closed = once(npm, 'close');
  npm.kill('SIGTERM');
  // The server holds the pipe: it closes once the server is gone too.
  await closed;
  await assert.rejects(fetch(origin));
  await allGone(workers);
});

test('an open event stream and a half-sent request do not keep it from ending', async () => {
  const shell = await startServe();
  const events = await shell.events();
  const idle = createConnection(shell.port);
  await once(idle, 'connect');
  idle.write(`POST /api/questions HTTP/1.1\r\nHost: 127.0.0.1:${shell.port}\r\nAuthorization: Bearer ${shell.token}\r\n`);
  idle.write('Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"questions"');
  const start = performance.now();
  assert.equal((await shell.stop()).code, 0);
  assert.ok(performance.now() - start < 10_000);
  idle.destroy();
  events.close();
});

test('it prints one line on stdout, and listens on the loopback only', async () => {
  const port = await freePort();
  const shell = await startServe({ args: ['--port', String(port)] });
  assert.equal(shell.port, port);
  const mine = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const others = mine.flatMap(({ address, family }) => (family === 'IPv4' && address !== '127.0.0.1' ? [address] : []));
  // On Linux the whole of 127.0.0.0/8 is this machine: a server bound to every address would answer there.
  for (const address of process.platform === 'linux' ? [...others, '127.0.0.2'] : others) {
    const socket = createConnection(port, address);
    await assert.rejects(once(socket, 'connect'), { code: 'ECONNREFUSED' }, address);
  }
  const { stdout } = await shell.stop();
  assert.match(stdout, /^listening http:\/\/127\.0\.0\.1:\d+ token=[\w-]{43}\n$/);
});

test('a taken port is told in French, with status 1', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await runCli(['serve', '--port', String(port)]);
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, new RegExp(`Le port ${port} est déjà pris`));
});

test('a wrong call is told in French, with status 2', async () => {
  for (const args of [['--port', 'abc'], ['--port', '70000'], ['--port', '-1'], ['--port'], ['--nothing'], ['now']]) {
    const { code, stdout, stderr } = await runCli(['serve', ...args]);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^[^\n]+\.\nUsage :/, stderr);
  }
});

const DAMAGED: [name: string, kind: string, damage: (index: string) => void][] = [
  ['missing', 'index_missing', () => {}],
  ['without manifest', 'index_missing', (index) => mkdirSync(index)],
  [
    'with another manifest',
    'index_corrupt',
    (index) => {
      cpSync(join(ROOT, 'resources/index'), index, { recursive: true });
      writeFileSync(join(index, 'manifest.json'), '{"format":');
    },
  ],
  [
    'cut short',
    'index_corrupt',
    (index) => {
      cpSync(join(ROOT, 'resources/index'), index, { recursive: true });
      truncateSync(join(index, 'ohada.sqlite'), 4096);
    },
  ],
];

for (const [name, kind, damage] of DAMAGED) {
  test(`an index that is ${name}: the page is served, and every question says why it has no answer`, async (t) => {
    const resources = resourcesWithModel(t);
    damage(join(resources, 'index'));
    const shell = await startServe({ env: { OHADA_RESOURCES: resources } });
    t.after(() => shell.stop());
    assert.equal((await shell.call({ path: '/' })).status, 200);
    assert.equal((await shell.status()).failure?.kind, kind);
    const events = await shell.events();
    await shell.submit([{ id: 'a', question: 'Quel compte pour un loyer ?' }]);
    const [settlement] = await events.settled(['a']);
    assert.equal(settlement?.failure?.kind, kind);
    assert.match(settlement?.failure?.message ?? '', /npm run build:index/);
    events.close();
    assert.match((await shell.stop()).stderr, /La base de connaissances .* npm run build:index/);
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
