import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { workersOf } from '../support/cli.ts';
import { builtDist } from '../support/project.ts';
import { listeningSockets } from '../support/sockets.ts';
import { Desk } from '../ui/desk.ts';
import { launchDouble } from './launch-double.ts';

const skip = process.platform !== 'linux' && 'reads /proc';

/** Modules of Node by which a process talks to others, over a network or a debugger. */
const TALKING = ['net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'inspector', 'cluster', 'repl', 'worker_threads'];

const bundle = (name: string): string => readFileSync(join(builtDist(), name), 'utf8');

test('the desktop’s main process and preload script load nothing that talks to a network', () => {
  for (const name of ['main/main.js', 'main/preload.cjs']) {
    const loaded = [
      ...bundle(name).matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\(|getBuiltinModule\()\s*["'](?:node:)?([\w/]+)["']/g),
    ];
    const modules = new Set(loaded.map(([, module = '']) => module.split('/')[0] ?? ''));
    assert.ok(modules.has('electron'), name);
    assert.deepEqual(
      TALKING.filter((module) => modules.has(module)),
      [],
      name,
    );
  }
  // The same look at a program that does listen, to see that it would be seen.
  assert.match(bundle('hosts/cli.js'), /(?:from|require\()\s*["'](?:node:)?http["']/);
});

test('nobody but the web shell’s host may be asked for an address to listen on', () => {
  assert.doesNotMatch(bundle('main/main.js'), /\.listen\(|createServer\(|createSocket\(/);
  assert.match(bundle('hosts/cli.js'), /\.listen\(/);
});

test('the preload script hands the page no port', () => {
  assert.doesNotMatch(bundle('main/preload.cjs'), /MessagePort|MessageChannel|postMessage|\.ports\b|BroadcastChannel/);
});

describe('the running desktop application', { skip }, () => {
  test('a listening process is seen by this test', async (t) => {
    const server = createServer().listen(0, '127.0.0.1');
    const named = createServer().listen(join(tmpdir(), `ohada-${process.pid}.sock`));
    const datagrams = createSocket('udp4').bind(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(named, 'listening'), once(datagrams, 'listening')]);
    t.after(() => [server, named, datagrams].forEach((one) => void one.close()));
    const kinds = listeningSockets(process.pid).map((name) => name.split(' ')[0]);
    assert.deepEqual(kinds.sort(), ['tcp', 'udp', 'unix']);
  });

  test('opens no socket for others, in main or in a worker, and its page holds no port', async (t) => {
    const run = launchDouble();
    t.after(() => run.close());
    const page = await run.page();
    await page.addInitScript(() => {
      const found = { portsReceived: 0 };
      Object.assign(window, { found });
      addEventListener('message', ({ ports }) => void (found.portsReceived += ports.length), true);
    });
    await page.reload();
    const desk = new Desk(page);
    await desk.box.waitFor();
    await desk.askAndWait('Quel compte pour un loyer ?', 'Comment comptabiliser un salaire ?');
    assert.ok(run.pid !== undefined);
    const processes = [run.pid, ...workersOf(run.pid)];
    assert.ok(processes.length >= 2, 'main and its workers');
    for (const pid of processes) assert.deepEqual(listeningSockets(pid), [], `process ${pid}`);
    assert.equal(await page.evaluate('window.found.portsReceived'), 0);
    assert.deepEqual(await page.evaluate(portsWithinReach), []);
    await page.evaluate('void (window.planted = { deep: { port: new MessageChannel().port1 } })');
    assert.deepEqual(await page.evaluate(portsWithinReach), ['window.planted.deep.port'], 'it would have been found');
  });
});

/** In the page: paths of everything it can reach by which it could talk to a process without the named functions. */
function portsWithinReach(): string[] {
  const kinds = [MessagePort, BroadcastChannel, Worker, SharedWorker, WebSocket, EventSource, RTCPeerConnection];
  const seen = new Set<unknown>();
  const found: string[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    if (kinds.some((kind) => value instanceof kind)) found.push(path);
    if (depth === 0 || value instanceof Node) return;
    for (const key of Object.getOwnPropertyNames(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      if (descriptor && 'value' in descriptor) look(descriptor.value, `${path}.${key}`, depth - 1);
    }
  };
  look(window, 'window', 6);
  return found;
}
