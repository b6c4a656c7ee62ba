import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browserCommand } from '../../hosts/cli/open-browser.ts';
import { findElectron, installElectron, runElectron, windowObstacle } from '../../scripts/lib/electron-binary.ts';
import { ROOT } from '../support/project.ts';
import { CliProcess, runCli } from '../support/web-shell.ts';

let clone: string;
before(() => {
  clone = mkdtempSync(join(tmpdir(), 'ohada-clone-'));
  const sources = ['core', 'platform', 'workers', 'main', 'hosts', 'renderer', 'scripts', 'resources', join('test', 'ranking')];
  for (const name of [...sources, 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'])
    cpSync(join(ROOT, name), join(clone, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
});
after(() => rmSync(clone, { recursive: true, force: true, maxRetries: 3 }));

const LISTENING = /^listening (http:\/\/127\.0\.0\.1:\d+) token=(\S+)\n/m;
/** A display that is none, so that the window is tried; no download. */
const WITH_DISPLAY = { DISPLAY: ':987', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };

const start = (env: NodeJS.ProcessEnv): CliProcess => new CliProcess(join(clone, 'scripts/run.js'), ['start'], env);

test('npm start in a fresh clone without Electron: builds, says so, serves the application, ends on SIGTERM', async () => {
  const run = start({ ...WITH_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH: join(clone, 'none') });
  const [, origin = '', token = ''] = await run.until(LISTENING);
  const page = await fetch(origin);
  assert.equal(await page.text(), readFileSync(join(clone, 'dist/renderer/index.html'), 'utf8'));
  const status = await fetch(`${origin}/api/status`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(((await status.json()) as { failure: unknown }).failure, null);
  const { code, stdout, stderr } = await run.stop();
  assert.equal(code, 0);
  assert.match(stdout, /^listening [^\n]+\n$/);
  assert.match(stderr, /^Préparation de l’application…\n(.*\n)*Programme construit\.\n/);
  assert.match(stderr, /^Pas de fenêtre Electron \([^)]+\) : la même application est servie à l’adresse ci-dessous\.$/m);
  assert.ok(stderr.includes(`${origin}/#token=${token}`));
});

test('where there is no display the browser shell comes at once', { skip: process.platform !== 'linux' }, async () => {
  const run = start({ DISPLAY: '', WAYLAND_DISPLAY: '' });
  await run.until(LISTENING);
  const { code, stderr } = await run.stop();
  assert.equal(code, 0);
  assert.match(stderr, /Pas de fenêtre Electron \(cette machine n’a pas d’écran\)/);
  assert.doesNotMatch(stderr, /Programme construit/, 'built twice');
});

test('what may keep a window from opening', () => {
  assert.match(windowObstacle('linux', {}, 1000) ?? '', /écran/);
  assert.match(windowObstacle('linux', { DISPLAY: ':0' }, 0) ?? '', /root/);
  assert.equal(windowObstacle('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000), null);
  assert.equal(windowObstacle('darwin', {}, 501), null);
  assert.equal(windowObstacle('win32', {}, undefined), null);
});

/** A folder like node_modules/electron, without the binary. */
function electronPackage(): string {
  const folder = mkdtempSync(join(clone, 'electron-'));
  writeFileSync(join(folder, 'package.json'), '{"name":"electron","version":"45.4.1"}');
  return folder;
}

/** Puts a program that does `script` where the package keeps its binary. */
function putBinary(folder: string, script: string, version = '45.4.1'): string {
  const program = join(folder, 'dist', 'electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'dist', 'version'), version);
  writeFileSync(join(folder, 'path.txt'), 'electron');
  return program;
}

test('Electron is found where its package puts it, and only in the package’s version', () => {
  const folder = electronPackage();
  assert.equal(findElectron(folder, {}), null);
  const program = putBinary(folder, 'exit 0');
  assert.equal(findElectron(folder, {}), program);
  assert.equal(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'elsewhere') }), null);
  assert.equal(findElectron(electronPackage(), { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') }), program);
  putBinary(folder, 'exit 0', '44.0.0');
  assert.equal(findElectron(folder, {}), null);
  putBinary(folder, 'exit 0', 'v45.4.1\n');
  rmSync(program);
  assert.equal(findElectron(folder, {}), null);
  assert.equal(findElectron(join(folder, 'none'), {}), null);
});

test('Electron runs on the project, and its exit status is ours', { skip: process.platform === 'win32' }, async () => {
  const folder = electronPackage();
  const seen = join(folder, 'seen');
  const program = putBinary(folder, `echo "$PWD $* $ELECTRON_RUN_AS_NODE" > "${seen}"; exit 7`);
  process.env['ELECTRON_RUN_AS_NODE'] = '1';
  assert.equal(await runElectron(program, folder), 7);
  delete process.env['ELECTRON_RUN_AS_NODE'];
  assert.equal(readFileSync(seen, 'utf8'), `${folder} . \n`);
  assert.equal(await runElectron(putBinary(folder, 'exit 0'), folder), 0);
  assert.equal(await runElectron(putBinary(folder, 'kill -TERM $$'), folder), 143);
});

test('an Electron that cannot start is told apart from one that ended', { skip: process.platform === 'win32' }, async () => {
  const folder = electronPackage();
  assert.equal(await runElectron(putBinary(folder, 'exit 127'), folder), null);
  assert.equal(await runElectron(putBinary(folder, 'kill -TRAP $$'), folder), null);
  assert.equal(await runElectron(join(folder, 'none'), folder), null);
  const program = putBinary(folder, 'exit 0');
  chmodSync(program, 0o644);
  assert.equal(await runElectron(program, folder), null);
});

test('the real installer gives up at once when refused, and soon when nothing comes', async (t) => {
  const packageDir = join(ROOT, 'node_modules/electron');
  const before = existsSync(join(packageDir, 'path.txt'));
  if (before) return t.skip('Electron est installé ici : son installateur n’a rien à faire');
  const silent = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => silent.close());
  const { port } = silent.address() as AddressInfo;
  const cache = { electron_config_cache: join(clone, 'no-cache') };
  const install = (mirror: string) =>
    installElectron({
      packageDir,
      stalledMs: 1500,
      env: { ...process.env, ...cache, ELECTRON_MIRROR: mirror, npm_config_electron_mirror: mirror },
      onDownload: () => assert.fail('nothing was downloaded'),
    });
  assert.equal(await install('http://127.0.0.1:1/'), false);
  const begun = performance.now();
  assert.equal(await install(`http://127.0.0.1:${port}/`), false);
  assert.ok(performance.now() - begun >= 1400, 'gave up before the network had its time');
  assert.equal(existsSync(join(packageDir, 'path.txt')), false);
});

test('a download that goes on is waited for, and told once', async () => {
  const folder = electronPackage();
  const program = JSON.stringify(join(folder, 'dist/electron'));
  // Slower as a whole than the limit, never silent for as long.
  writeFileSync(
    join(folder, 'install.js'),
    `const fs = require('node:fs'), os = require('node:os'), path = require('node:path');
     fs.mkdirSync(path.dirname(${program}));
     let left = 8;
     const timer = setInterval(() => {
       fs.appendFileSync(path.join(os.tmpdir(), 'electron.zip'), 'x'.repeat(1000));
       if (--left > 0) return;
       clearInterval(timer);
       fs.writeFileSync(${program}, '');
       fs.writeFileSync(path.join(${JSON.stringify(folder)}, 'dist/version'), '45.4.1');
       fs.writeFileSync(path.join(${JSON.stringify(folder)}, 'path.txt'), 'electron');
     }, 300);`,
  );
  let told = 0;
  const installed = await installElectron({ packageDir: folder, stalledMs: 1500, onDownload: () => told++ });
  assert.deepEqual([installed, told], [true, 1]);
  assert.equal(findElectron(folder, {}), join(folder, 'dist/electron'));
});

test('the browser is opened where there is a display, never without', () => {
  const page = 'http://127.0.0.1:1/#token=t';
  assert.deepEqual(browserCommand(page, 'darwin', {}), ['open', page]);
  assert.deepEqual(browserCommand(page, 'linux', { DISPLAY: ':0' }), ['xdg-open', page]);
  assert.deepEqual(browserCommand(page, 'linux', { WAYLAND_DISPLAY: 'wayland-0' }), ['xdg-open', page]);
  assert.equal(browserCommand(page, 'linux', {}), null);
  assert.equal(browserCommand(page, 'linux', { DISPLAY: ':0', OHADA_NO_BROWSER: '1' }), null);
  assert.equal(browserCommand(page, 'win32', {})?.at(-1), page);
});

test(
  'serve opens a browser only when asked, and a missing one is no failure',
  { skip: process.platform !== 'linux' },
  async () => {
    const bin = mkdtempSync(join(clone, 'bin-'));
    const opened = join(bin, 'opened');
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > "${opened}"\n`, { mode: 0o755 });
    const env = { DISPLAY: ':987', OHADA_NO_BROWSER: '', PATH: `${bin}:${process.env['PATH']}` };
    const script = join(ROOT, 'dist/hosts/cli.js');
    const quiet = new CliProcess(script, ['serve'], env);
    await quiet.until(LISTENING);
    await quiet.stop();
    assert.equal(existsSync(opened), false);
    const opening = new CliProcess(script, ['serve', '--open'], env);
    const [, origin, token] = await opening.until(LISTENING);
    while (!existsSync(opened)) await new Promise((resolve) => setTimeout(resolve, 10));
    await opening.stop();
    assert.equal(readFileSync(opened, 'utf8'), `${origin}/#token=${token}`);
    const without = new CliProcess(script, ['serve', '--open'], { ...env, PATH: '/nonexistent' });
    await without.until(LISTENING);
    assert.equal((await without.stop()).code, 0);
  },
);

test('an unknown command is told with the usage', async () => {
  const { code, stderr } = await runCli(['nothing']);
  assert.equal(code, 2);
  assert.match(stderr, /Commande inconnue/);
});
