import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../support/project.ts';

const sources = globSync('{core,hosts,main,renderer,workers}/**/*.{ts,tsx}', { cwd: ROOT }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  text: readFileSync(join(ROOT, path), 'utf8'),
}));

const naming = (name: string): string[] =>
  sources.filter(({ text }) => new RegExp(`\\b${name}\\b`).test(text)).map(({ path }) => path);

test('IPC is spoken in exactly two files', () => {
  assert.deepEqual(naming('ipcMain'), ['main/ipc/serve-page.ts']);
  assert.deepEqual(naming('ipcRenderer'), ['main/preload.ts']);
  assert.deepEqual(naming('contextBridge'), ['main/preload.ts']);
});

test('electron is imported by main/ only', () => {
  const importers = sources.filter(({ text }) => /from 'electron(\/\w+)?'/.test(text)).map(({ path }) => path);
  assert.deepEqual(
    importers.filter((path) => !path.startsWith('main/')),
    [],
  );
});
