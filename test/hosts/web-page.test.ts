import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { builtDist } from '../support/project.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

let shell: WebShellProcess;
before(async () => (shell = await startServe()));
after(() => shell.stop());

const get = (path: string, method = 'GET') => shell.call({ path, method, authorised: false });

test('the built page is served as it is, without the token', async () => {
  const renderer = join(builtDist(), 'renderer');
  for (const file of readdirSync(renderer)) {
    const reply = await get(`/${file}`);
    assert.equal(reply.status, 200, file);
    assert.equal(reply.text, readFileSync(join(renderer, file), 'utf8'), file);
  }
  const page = await get('/');
  assert.equal(page.text, readFileSync(join(renderer, 'index.html'), 'utf8'));
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.equal((await get('/', 'HEAD')).text, '');
  assert.ok(!page.text.includes(shell.token));
});

test('every reply carries the strict headers, refusals included', async () => {
  const csp =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  for (const path of ['/', '/main.js', '/main.css', '/nothing', '/api/status', '/api/nothing', '/..%2f', '/%zz']) {
    const { headers } = await get(path);
    assert.equal(headers['content-security-policy'], csp, path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path);
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin', path);
    assert.equal(headers['cross-origin-embedder-policy'], 'require-corp', path);
    assert.equal(headers['x-powered-by'], undefined);
  }
  assert.equal((await shell.call({ path: '/api/status' })).headers['cache-control'], 'no-store');
});

test('no path leads out of the page’s folder, and no folder is listed', async () => {
  const outside = [
    '/../hosts/cli.js',
    '/..%2fhosts%2fcli.js',
    '/%2e%2e/hosts/cli.js',
    '/%2e%2e%2fhosts/cli.js',
    '/..%5chosts%5ccli.js',
    '/....//hosts/cli.js',
    '/x/../../hosts/cli.js',
    '/%252e%252e/hosts/cli.js',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/../../../../../../etc/passwd',
    '/index.html%00.js',
    '/.',
    '/./',
    '/main.js/',
    '/%c0%ae%c0%ae/hosts/cli.js',
    `/${'a'.repeat(10_000)}`,
  ];
  for (const path of outside) {
    const { status, text } = await get(path);
    assert.ok(status === 404 || status === 400 || status === 403, `${path}: ${status}`);
    assert.equal(typeof (JSON.parse(text) as { failure: unknown }).failure, 'object', path);
  }
});
