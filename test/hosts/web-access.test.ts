import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../core/configuration/schema.ts';
import { startServe, type Call, type WebShellProcess } from '../support/web-shell.ts';

const MAX_BODY_BYTES = DEFAULT_CONFIGURATION.server.body_mb * 2 ** 20;

let shell: WebShellProcess;
before(async () => (shell = await startServe()));
after(() => shell.stop());

const PATHS: [method: string, path: string][] = [
  ['POST', '/api/questions'],
  ['GET', '/api/questions/a'],
  ['DELETE', '/api/questions/a'],
  ['GET', '/api/events'],
  ['GET', '/api/status'],
  ['GET', '/api/nothing'],
  ['OPTIONS', '/api/questions'],
];

/** The call's failure, after checking that it is one: JSON with a kind and a French sentence. */
async function refusal(call: Call): Promise<[status: number, kind: string]> {
  const reply = await shell.call(call);
  assert.match(String(reply.headers['content-type']), /^application\/json/);
  const { kind, message } = reply.json().failure;
  assert.match(message, /^\p{Lu}.*[.)]$/su, message);
  return [reply.status, kind];
}

test('nothing under /api answers without the right token', async () => {
  const wrong = [
    '',
    'Bearer',
    'Bearer x',
    `Bearer ${shell.token}x`,
    `Bearer ${shell.token.slice(1)}`,
    `Basic ${shell.token}`,
    shell.token,
  ];
  for (const [method, path] of PATHS) {
    assert.deepEqual(await refusal({ method, path, authorised: false }), [401, 'token_required'], `${method} ${path}`);
  }
  for (const authorization of wrong) {
    const call = { path: '/api/status', authorised: false, headers: { authorization } };
    assert.deepEqual(await refusal(call), [401, 'token_required'], authorization);
  }
  assert.equal((await shell.call({ path: `/api/status?token=${shell.token}`, authorised: false })).status, 401);
  assert.equal((await shell.call({ path: '/api/status' })).status, 200);
});

test('a token is fresh for every run', async () => {
  const other = await startServe();
  assert.notEqual(other.token, shell.token);
  assert.ok(Buffer.from(other.token, 'base64url').length >= 32);
  await other.stop();
});

test('a foreign Host or Origin is refused, on the page and on the API, also with the token', async () => {
  const { port } = shell;
  const foreign: Record<string, string>[] = [
    { host: 'evil.example' },
    { host: `evil.example:${port}` },
    { host: '127.0.0.1' },
    { host: `127.0.0.1:${port + 1}` },
    { host: `127.0.0.1.evil.example:${port}` },
    { host: `localhost:${port}`, origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `https://127.0.0.1:${port}` },
    { origin: `http://127.0.0.1:${port + 1}` },
    { origin: `http://127.0.0.1:${port}.evil.example` },
    { origin: '' },
  ];
  for (const headers of foreign) {
    for (const path of ['/', '/main.js', '/api/status', '/api/questions/x', '/nothing'])
      assert.deepEqual(await refusal({ path, headers }), [403, 'origin_refused'], `${path} ${JSON.stringify(headers)}`);
  }
  for (const name of ['127.0.0.1', 'localhost', '[::1]', 'LocalHost']) {
    const host = `${name}:${port}`;
    const headers = { host, origin: `http://${host.toLowerCase()}` };
    assert.equal((await shell.call({ path: '/api/status', headers })).status, 200, host);
  }
});

test('a page of another site cannot send a request that needs leave, and gets none', async () => {
  const headers = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
  const reply = await shell.call({ method: 'OPTIONS', path: '/api/questions', headers });
  assert.equal(reply.status, 403);
  assert.equal(reply.headers['access-control-allow-origin'], undefined);
});

test('unknown addresses, questions and methods are not found', async () => {
  assert.deepEqual(await refusal({ path: '/api/questions/none' }), [404, 'question_unknown']);
  assert.deepEqual(await refusal({ method: 'DELETE', path: '/api/questions/none' }), [404, 'question_unknown']);
  for (const [method, path] of [
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/api/questions'],
    ['PUT', '/api/questions/a'],
    ['POST', '/api/status'],
    ['GET', '/nothing.js'],
    ['POST', '/'],
  ] as const)
    assert.deepEqual(await refusal({ method, path }), [404, 'not_found'], `${method} ${path}`);
});

test('a body that does not fit is refused with the reason', async () => {
  const cases: [body: string, reason: RegExp][] = [
    ['', /JSON illisible/],
    ['{', /JSON illisible/],
    ['{"__proto__": {"questions": []}}', /JSON illisible/],
    ['null', /objet attendu/],
    ['[]', /objet attendu/],
    ['{}', /questions : .*tableau attendu/],
    ['{"questions": []}', /questions : .*>=1/],
    ['{"questions": [{"question": 1}]}', /questions\[0\]\.question : .*chaîne de caractères attendu, nombre reçu/],
    ['{"questions": [{"question": "a"}, {"id": "", "question": "a"}]}', /questions\[1\]\.id/],
    ['{"questions": [{"question": "a", "extra": 1}]}', /extra/],
    [`{"questions": [{"id": "${'i'.repeat(201)}", "question": "a"}]}`, /questions\[0\]\.id : .*200/],
    [JSON.stringify({ questions: Array.from({ length: 1001 }, () => ({ question: 'a' })) }), /<=1000/],
  ];
  for (const [body, reason] of cases) {
    const reply = await shell.post(body);
    assert.equal(reply.status, 400, body.slice(0, 60));
    assert.equal(reply.json().failure.kind, 'body_invalid');
    assert.match(reply.json().failure.message, reason);
  }
  const twice = await shell.submit([
    { id: 'x', question: 'a' },
    { id: 'x', question: 'b' },
  ]);
  assert.deepEqual([twice.status, twice.json().failure.kind], [400, 'duplicate_id']);
  const text = await shell.post('question=a', { 'content-type': 'application/x-www-form-urlencoded' });
  assert.deepEqual([text.status, text.json().failure.kind], [415, 'media_type']);
});

test('a body that is too large is refused, announced or not', async () => {
  const body = JSON.stringify({ questions: [{ question: 'a'.repeat(MAX_BODY_BYTES) }] });
  const announced = await shell.post(body, { 'content-length': String(Buffer.byteLength(body)) }).catch(cutOff);
  const chunked = await shell.post(body, { 'transfer-encoding': 'chunked' }).catch(cutOff);
  for (const status of [announced, chunked].map((reply) => reply?.status ?? 413)) assert.equal(status, 413);
  const headers = { 'content-type': 'application/json', 'content-length': String(MAX_BODY_BYTES + 1) };
  assert.deepEqual(await refusalBeforeBody(headers), [413, 'body_too_large']);
  assert.equal((await shell.status()).workers.length > 0, true);
});

/** The server may answer and hang up while we still write: the system then reports the broken pipe instead of the answer. */
function cutOff(error: NodeJS.ErrnoException): null {
  assert.ok(['EPIPE', 'ECONNRESET'].includes(error.code ?? ''), String(error));
  return null;
}

/** Announces a body and waits for the answer without sending it. */
function refusalBeforeBody(headers: Record<string, string>): Promise<[status: number, kind: string]> {
  const lines = Object.entries({ host: `127.0.0.1:${shell.port}`, authorization: `Bearer ${shell.token}`, ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return rawReply(`POST /api/questions HTTP/1.1\r\n${head}\r\n`).then((text) => {
    const kind = /"kind":"(\w+)"/.exec(text)?.[1] ?? '';
    return [Number(text.slice(9, 12)), kind];
  });
}

/** What comes back for raw bytes, up to the end of the connection or of the first JSON reply. */
function rawReply(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(shell.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => {
      text += data.toString();
      if (text.endsWith('}')) socket.destroy();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(text) : reject(error)));
  });
}

test('what is not HTTP is refused as such, and the server goes on', async () => {
  const host = `Host: 127.0.0.1:${shell.port}\r\n`;
  const cases: [bytes: string, status: RegExp][] = [
    ['hello\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['GET / HTTP/1.0\r\n\r\n', /^HTTP\/1\.[01] 403 /],
    [`GET / HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, /^HTTP\/1\.1 400 /],
    [`GET / HTTP/1.1\r\n${host}X: ${'a'.repeat(70_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    [
      `POST /api/questions HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    [`GET /api/questions/%E0%A4%A HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 40[01] /],
    [`GET http://evil.example/api/status HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 40[0134] /],
  ];
  for (const [bytes, status] of cases) assert.match(await rawReply(bytes), status, bytes.slice(0, 80));
  assert.equal((await shell.call({ path: '/api/status' })).status, 200);
});
