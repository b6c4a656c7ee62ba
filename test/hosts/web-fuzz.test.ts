import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomFrom } from '../support/random.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

let shell: WebShellProcess;
before(async () => (shell = await startServe()));
after(() => shell.stop());

const random = randomFrom(20_261_123);

const TEXTS = [
  '',
  'a',
  'Quel compte ?',
  '\u0000',
  '\ud800',
  '🙂',
  '__proto__',
  'constructor',
  '../..',
  "'; DROP TABLE x; --",
  'NEAR("',
];
const KEYS = ['questions', 'id', 'question', '__proto__', 'constructor', 'toString', 'length', ''];

/** Any JSON value, now and then shaped like what is expected. */
function anyValue(depth: number): unknown {
  const kind = random.below(depth > 4 ? 5 : 9);
  if (kind === 0) return null;
  if (kind === 1) return random.pick([true, false]);
  if (kind === 2) return random.pick([0, -1, 1e308, 0.1, 2 ** 53]);
  if (kind < 5) return random.pick(TEXTS);
  if (kind === 5) return Array.from({ length: random.below(4) }, () => anyValue(depth + 1));
  if (kind === 6) return { question: anyValue(depth + 2), ...(random.below(2) ? { id: anyValue(depth + 2) } : {}) };
  if (kind === 7) return { questions: Array.from({ length: random.below(3) }, () => anyValue(depth + 1)) };
  return Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.pick(KEYS), anyValue(depth + 1)]));
}

/** What is expected, with one part in eight replaced by anything. */
function almostRight(): unknown {
  const or = (right: unknown): unknown => (random.below(8) === 0 ? anyValue(3) : right);
  const question = () =>
    or({ question: or(random.pick(TEXTS)), ...(random.below(2) ? { id: or(`f${random.below(1e6)}`) } : {}) });
  return { questions: or(Array.from({ length: 1 + random.below(3) }, question)) };
}

/** The JSON text of a value, now and then damaged in one byte or cut. */
function anyBody(): Buffer {
  const bytes = Buffer.from(JSON.stringify(random.below(2) ? almostRight() : anyValue(0)));
  if (random.below(4) === 0 && bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
  return random.below(6) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

test('whatever the body, the answer is 202 or a refusal, never an error of ours', async () => {
  const seen = new Map<number, number>();
  for (let at = 0; at < 600; at++) {
    const body = anyBody();
    const reply = await shell.post(body);
    assert.ok([202, 400, 409].includes(reply.status), `${reply.status} for ${body.toString('latin1')}: ${reply.text}`);
    if (reply.status === 202) assert.ok(Array.isArray(reply.json<{ ids: unknown }>().ids));
    else assert.ok(reply.json().failure.message.length > 10);
    seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1);
  }
  assert.ok((seen.get(202) ?? 0) > 50 && (seen.get(400) ?? 0) > 100, JSON.stringify([...seen]));
});

test('bodies made to exhaust the reader are refused', async () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  const objects = '{"questions":'.repeat(50_000) + '1' + '}'.repeat(50_000);
  const keys = `{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":1`).join(',')}}`;
  for (const body of [deep, objects, keys, `{"questions":[${'{},'.repeat(100_000)}{}]}`, '\ufeff{}', '"'.repeat(100_000)]) {
    const reply = await shell.post(body);
    assert.equal(reply.status, 400, body.slice(0, 30));
    assert.ok(reply.text.length < 2_000, 'the reason repeats the attack');
  }
});

test('whatever the headers and the path, the answer is below 500', async () => {
  const names = [
    'content-type',
    'content-length',
    'accept',
    'expect',
    'range',
    'if-none-match',
    'connection',
    'x',
    'accept-encoding',
  ];
  const values = [
    '',
    'application/json',
    'text/html; charset=',
    'bytes=0-',
    'bytes=99999999-',
    '*',
    '*/*',
    'é',
    '0',
    'gzip',
    'utf-16',
  ];
  const paths = [
    '/',
    '/main.js',
    '/api/questions',
    '/api/questions/%00',
    '/api/questions/%ff',
    '/api/status?x[]=1',
    '/%',
    '//',
    '/api//status',
  ];
  for (let at = 0; at < 300; at++) {
    const name = random.pick(names);
    const value = name === 'content-length' ? '0' : random.pick(values);
    const method = random.pick(['GET', 'HEAD', 'DELETE', 'PUT', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND']);
    const path = random.pick(paths);
    const reply = await shell.call({ method, path, headers: { [name]: value } });
    assert.ok(reply.status < 500, `${method} ${path} ${name}: ${value} → ${reply.status} ${reply.text}`);
  }
});

test('after all this it still answers, and no worker was lost', async () => {
  const events = await shell.events();
  await shell.submit([{ id: 'last', question: 'Quel compte pour un loyer ?' }]);
  const [settlement] = await events.settled(['last']);
  assert.equal(settlement?.status, 'answered');
  for (const { restarts } of (await shell.status()).workers) assert.equal(restarts, 0);
  assert.equal(shell.stderr.includes('Error'), false, shell.stderr);
  events.close();
});
