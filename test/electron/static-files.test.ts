import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { serveStaticFile } from '../../main/static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'ohada-static-'));
const root = join(folder, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(root, 'index.html'), '<!doctype html>');
writeFileSync(join(root, 'assets', 'é l.css'), 'p{}');
writeFileSync(join(folder, 'secret.txt'), 'secret');
mkdirSync(join(folder, 'renderer-other'));
writeFileSync(join(folder, 'renderer-other', 'x.html'), 'secret');
after(() => rmSync(folder, { recursive: true }));

const get = (url: string, method = 'GET'): Promise<Response> => serveStaticFile(root, new Request(url, { method }));

test('a file of the page is served with its type and the strict policy', async () => {
  const reply = await get('app://ohada/index.html');
  assert.equal(reply.status, 200);
  assert.equal(await reply.text(), '<!doctype html>');
  assert.equal(reply.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.match(reply.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self';/);
  assert.doesNotMatch(reply.headers.get('content-security-policy') ?? '', /unsafe|\*|https?:/);
  assert.equal((await get('app://ohada/assets/%C3%A9%20l.css')).headers.get('content-type'), 'text/css; charset=utf-8');
  assert.equal((await get('app://ohada/')).status, 200);
});

test('nothing outside the folder is reachable, however it is written', async () => {
  const attempts = [
    'app://ohada/../secret.txt',
    'app://ohada/%2e%2e/secret.txt',
    'app://ohada/..%2fsecret.txt',
    'app://ohada/assets/..%2f..%2fsecret.txt',
    'app://ohada/..%2frenderer-other/x.html',
    'app://ohada/%00index.html',
    'app://ohada/%E0%A4%A',
    `app://ohada/${encodeURIComponent(join(folder, 'secret.txt'))}`,
    'app://ohada//etc/passwd',
    'app://other/index.html',
    'file:///etc/passwd',
  ];
  for (const url of attempts) {
    const reply = await get(url);
    assert.equal(reply.status, 404, url);
    assert.equal(await reply.text(), 'not found', url);
  }
});

test('only reading is served', async () => {
  assert.equal((await get('app://ohada/index.html', 'POST')).status, 405);
  assert.equal(await (await get('app://ohada/index.html', 'HEAD')).text(), '');
});
