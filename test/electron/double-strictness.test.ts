import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const REGISTER = join(import.meta.dirname, 'double/register.ts');
const folder = mkdtempSync(join(tmpdir(), 'ohada-strict-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a few lines of a main process on the double; resolves with what they logged and threw. */
function runMain(lines: string): Promise<string> {
  const file = join(folder, `${performance.now()}.mjs`);
  writeFileSync(file, `import { app, BrowserWindow, ipcMain, protocol, session, utilityProcess } from 'electron';\n${lines}`);
  const env = { ...process.env, ELECTRON_DOUBLE_USER_DATA: join(folder, 'user-data') };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', REGISTER, file], { stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.once('exit', () => resolve(output));
  });
}

const afterReady = (lines: string): string =>
  `app.whenReady().then(async () => { ${lines} }).catch((error) => console.log(error.message)).finally(() => app.exit(0));`;

test('schemes are registered once, and before ready', async () => {
  const register = `protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }]);`;
  assert.match(await runMain(`${register}${register}`), /can be called only once/);
  assert.match(await runMain(afterReady(register)), /should be called before app is ready/);
});

test('windows, processes, sessions and handlers of schemes wait for ready', async () => {
  assert.match(await runMain(`new BrowserWindow({});`), /Cannot create BrowserWindow before app is ready/);
  assert.match(await runMain(`utilityProcess.fork('x.js');`), /utilityProcess cannot be created before app is ready/);
  assert.match(await runMain(`session.defaultSession;`), /Session can only be received when app is ready/);
  assert.match(await runMain(`protocol.handle('app', () => {});`), /before app is ready/);
});

test('what only works before ready is refused after it', async () => {
  assert.match(await runMain(afterReady(`app.enableSandbox();`)), /can only be called before app is ready/);
  assert.match(await runMain(afterReady(`app.commandLine.appendSwitch('x');`)), /has no effect after app is ready/);
});

test('a channel has one handler', async () => {
  assert.match(await runMain(`ipcMain.handle('a', () => 1); ipcMain.handle('a', () => 2);`), /second handler for 'a'/);
});

test('a window without sandbox, or with an ESM or relative preload, is refused', async () => {
  const open = (preferences: string): Promise<string> =>
    runMain(afterReady(`new BrowserWindow({ webPreferences: ${preferences} });`));
  assert.match(await open(`{ sandbox: false }`), /only sandboxed windows/);
  assert.match(await open(`{ sandbox: true, nodeIntegration: true }`), /only sandboxed windows/);
  assert.match(await open(`{ sandbox: true, preload: 'preload.cjs' }`), /must have absolute path/);
  assert.match(await open(`{ sandbox: true, preload: '/tmp/preload.mjs' }`), /is CommonJS/);
});

test('a utility process talks through parentPort, cloned both ways, and a killed one may claim exit code 0', async () => {
  const child = join(folder, 'child.mjs');
  writeFileSync(
    child,
    `process.parentPort.on('message', (event) => {
      process.parentPort.postMessage({ data: event.data, send: typeof process.send, type: process.type });
    });`,
  );
  const output = await runMain(
    afterReady(`
      const child = utilityProcess.fork(${JSON.stringify(child)}, [], { serviceName: 'probe' });
      try { child.postMessage({ f() {} }); } catch (error) { console.log('clone:', error.message); }
      try { child.postMessage(new ArrayBuffer(1), [new ArrayBuffer(1)]); } catch (error) { console.log('transfer:', error.name); }
      app.on('child-process-gone', (_event, details) => console.log('gone:', details.name, details.reason));
      console.log('pid before spawn:', child.pid);
      const reply = new Promise((resolve) => child.once('message', resolve));
      child.postMessage({ numbers: new Float32Array([1, 2]) });
      const { data, send, type } = await reply;
      console.log('reply:', data.numbers instanceof Float32Array, data.numbers.length, send, type);
      const exited = new Promise((resolve) => child.once('exit', resolve));
      process.kill(child.pid, 'SIGKILL');
      console.log('exit:', await exited, child.pid);
    `),
  );
  assert.match(output, /clone: An object could not be cloned\./);
  assert.match(output, /transfer: TypeError/);
  assert.match(output, /pid before spawn: undefined/);
  assert.match(output, /reply: true 2 undefined utility/);
  assert.match(output, /gone: probe killed\nexit: 0 undefined/);
});

const PRELOAD = `
  const { contextBridge, ipcRenderer } = require('electron');
  class Compte { constructor() { this.numero = 571; } titre() { return 'Caisse'; } }
  const refused = (action) => { try { action(); return 'allowed'; } catch (error) { return error.message; } };
  contextBridge.exposeInMainWorld('probe', {
    fs: refused(() => require('fs')),
    renderer: refused(() => contextBridge.exposeInMainWorld('raw', { ipcRenderer })),
    compte: new Compte(),
    symbol: Symbol('s'),
    fails: () => ipcRenderer.invoke('fails'),
    sendsFunction: () => ipcRenderer.invoke('report', () => 1),
    report: (found) => ipcRenderer.invoke('report', found),
  });`;

const PAGE = `<script>
  const told = (call) => call().then(() => 'allowed', (error) => [error.name, error.message, String(error.code)].join('|'));
  (async () => probe.report({
    fs: probe.fs, renderer: probe.renderer, numero: probe.compte.numero, titre: typeof probe.compte.titre, symbol: typeof probe.symbol,
    fails: await told(probe.fails), sendsFunction: await told(probe.sendsFunction), require: typeof require,
  }))();
</script>`;

test('what crosses to the page is copied: no prototypes, symbols, error codes or functions in messages', async () => {
  const preload = join(folder, 'preload.cjs');
  writeFileSync(preload, PRELOAD);
  const output = await runMain(`
    protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }]);
    ipcMain.handle('fails', () => { throw Object.assign(new RangeError('too far'), { code: 'E1' }); });
    app.whenReady().then(() => {
      ipcMain.handle('report', (_event, found) => { console.log('found', JSON.stringify(found)); app.exit(0); });
      protocol.handle('app', () => new Response(${JSON.stringify(PAGE)}, { headers: { 'content-type': 'text/html' } }));
      new BrowserWindow({ webPreferences: { sandbox: true, preload: ${JSON.stringify(preload)} } }).loadURL('app://ohada/');
    });`);
  assert.deepEqual(JSON.parse(/found (.*)/.exec(output)?.[1] ?? output), {
    fs: 'module not found: fs',
    renderer: 'Electron contextBridge: ipcRenderer cannot be sent over the bridge.',
    numero: 571,
    titre: 'undefined',
    symbol: 'undefined',
    fails: "Error|Error invoking remote method 'fails': RangeError: too far|undefined",
    sendsFunction: 'Error|An object could not be cloned.|undefined',
    require: 'undefined',
  });
});
