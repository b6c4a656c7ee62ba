import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { startServe, type Reply, type WebShellProcess } from '../support/web-shell.ts';

let shell: WebShellProcess;
before(async () => (shell = await startServe()));
after(() => shell.stop());

/** The same inputs at every run, so that a red test is red again; FUZZ_SEED and FUZZ_RUNS look further. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const runs = (usual: number) => ({ seed: SEED, numRuns: Number(process.env['FUZZ_RUNS'] ?? usual) });

const NASTY = [
  '',
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
const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }), fc.string({ maxLength: 3_000 }));
const anything = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

/** Mostly `right`, now and then anything: what is almost right goes deepest. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: right, weight: 19 }, { arbitrary: anything, weight: 1 });

const question = fc.record(
  {
    question: mostly(text),
    id: mostly(fc.string({ minLength: 1, maxLength: 250 })),
    explain: mostly(fc.constant(true)),
    priority: mostly(fc.constant('bulk')),
  },
  { requiredKeys: ['question'] },
);
const keys = fc.dictionary(fc.constantFrom('questions', '__proto__', 'constructor', 'toString', 'length', ''), anything);
const submission = fc.oneof(
  { arbitrary: mostly(fc.record({ questions: mostly(fc.array(mostly(question), { minLength: 1, maxLength: 3 })) })), weight: 6 },
  { arbitrary: keys, weight: 1 },
);
// A count that is accepted is acted on: only small ones.
const resize = fc.oneof(fc.record({ workers: fc.constantFrom<unknown>(1, 2, 0, -1, 1.5, 1e9, '2', null) }), anything);

/** The JSON text of a value, now and then damaged in one byte or cut. */
const bodyOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> => {
  const now = <T>(then: fc.Arbitrary<T>) => fc.oneof({ arbitrary: fc.constant(null), weight: 5 }, { arbitrary: then, weight: 1 });
  return fc.tuple(value, now(fc.tuple(fc.nat(), fc.nat(255))), now(fc.nat())).map(([json, damage, cut]) => {
    const bytes = Buffer.from(JSON.stringify(json));
    if (damage) bytes[damage[0] % bytes.length] = damage[1];
    return cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
  });
};

/** A refusal of the usual form, short: it does not repeat the attack. */
function assertRefusal(reply: Reply): void {
  const { kind, message } = reply.json().failure;
  assert.match(kind, /^[a-z_]+$/);
  assert.ok(message.length > 10 && reply.text.length < 2_000, reply.text.slice(0, 300));
}

test('whatever the body of a submission, the answer is 202 or a refusal, never an error of ours', async () => {
  const seen = new Map<number, number>();
  const property = fc.asyncProperty(bodyOf(submission), async (body) => {
    const reply = await shell.post(body);
    assert.ok([202, 400, 409, 429].includes(reply.status), `${reply.status}: ${reply.text}`);
    if (reply.status === 202) assert.ok(Array.isArray(reply.json<{ ids: unknown }>().ids));
    else assertRefusal(reply);
    seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1);
  });
  await fc.assert(property, runs(500));
  assert.ok((seen.get(202) ?? 0) > 50 && (seen.get(400) ?? 0) > 100, JSON.stringify([...seen]));
});

test('whatever the body of a change of workers, the answer is 200 or a refusal', async () => {
  const headers = { 'content-type': 'application/json' };
  const property = fc.asyncProperty(bodyOf(resize), async (body) => {
    const reply = await shell.call({ method: 'PUT', path: '/api/workers', headers, body });
    assert.ok([200, 400, 429].includes(reply.status), `${reply.status}: ${reply.text}`);
    if (reply.status !== 200) assertRefusal(reply);
  });
  await fc.assert(property, runs(100));
});

test('whatever identifier is asked for or cancelled, the answer is a question or a refusal', async () => {
  const property = fc.asyncProperty(fc.constantFrom('GET', 'DELETE'), text, async (method, id) => {
    const reply = await shell.call({ method, path: `/api/questions/${encodeURIComponent(id.toWellFormed())}` });
    assert.ok([200, 400, 404, 409, 414, 429].includes(reply.status), `${reply.status}: ${reply.text}`);
    if (reply.status !== 200) assertRefusal(reply);
  });
  await fc.assert(property, runs(150));
});

test('bodies made to exhaust the reader are refused', async () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  const objects = '{"questions":'.repeat(50_000) + '1' + '}'.repeat(50_000);
  const keys = `{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":1`).join(',')}}`;
  for (const body of [deep, objects, keys, `{"questions":[${'{},'.repeat(100_000)}{}]}`, '\ufeff{}', '"'.repeat(100_000)]) {
    const reply = await shell.post(body);
    assert.equal(reply.status, 400, body.slice(0, 30));
    assertRefusal(reply);
  }
});

const METHODS = ['GET', 'HEAD', 'DELETE', 'PUT', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'POST'];
const PLACES = [
  '',
  'api',
  'questions',
  'status',
  'workers',
  'monitoring',
  'metrics',
  'openapi.json',
  'main.js',
  'index.html',
  '..',
  '.',
];
/** What a client can put on a request line at all: no space, no control character. */
const step = fc.oneof(
  fc.constantFrom(...PLACES, '%00', '%ff', '%', '%2e%2e', '%2f'),
  fc.string().map((raw) => raw.replaceAll(/[^!-~]/g, '')),
);
const path = fc
  .tuple(fc.array(step, { maxLength: 4 }), fc.option(step))
  .map(([steps, query]) => `/${steps.join('/')}${query === null ? '' : `?${query}`}`)
  // A stream of events does not end; it has tests of its own.
  .filter((one) => !/events/i.test(decodeLoosely(one)));
const NAMES = [
  'content-type',
  'accept',
  'expect',
  'range',
  'if-none-match',
  'if-modified-since',
  'x',
  'accept-encoding',
  'authorization',
];
const OTHER_NAMES = [
  'origin',
  'host',
  'cookie',
  'upgrade',
  'transfer-encoding',
  'sec-fetch-site',
  'te',
  'forwarded',
  'x-forwarded-host',
];
const VALUES = [
  'application/json',
  'text/html; charset=',
  'bytes=0-',
  'bytes=99999999-',
  '*/*',
  'é',
  'gzip',
  '100-continue',
  'chunked',
  'null',
];
const header = fc.tuple(
  fc.constantFrom(...NAMES, ...OTHER_NAMES.filter((name) => name !== 'transfer-encoding')),
  fc.oneof(
    fc.constantFrom('', ...VALUES),
    fc.string().map((raw) => raw.replaceAll(/[^ -~]/g, '')),
  ),
);

function decodeLoosely(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

test('whatever the method, the path and the headers, the answer is below 500', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...METHODS),
    path,
    fc.array(header, { maxLength: 4 }),
    async (method, place, headers) => {
      const reply = await shell.call({ method, path: place, headers: Object.fromEntries(headers) });
      assert.ok(reply.status >= 200 && reply.status < 500, `${reply.status} ${reply.text}`);
    },
  );
  await fc.assert(property, runs(500));
});

test('whatever bytes come in place of a request, what comes back, if anything, is a refusal', async () => {
  const line = fc.oneof(
    fc.constantFrom(
      'GET / HTTP/1.1',
      'POST /api/questions HTTP/1.1',
      'Content-Length: 5',
      'Content-Length: -1',
      'Transfer-Encoding: chunked',
    ),
    fc.constantFrom('Host: 127.0.0.1', 'Host: a', 'Connection: upgrade', 'Upgrade: h2c', '5', '0', ' x: y', 'PRI * HTTP/2.0', ''),
    fc.string({ unit: 'binary' }),
  );
  const property = fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.constantFrom('\r\n', '\n', '\r'), async (lines, end) => {
    const statuses = await statusesFor(lines.map((one) => one + end).join(''));
    assert.deepEqual(
      statuses.filter((status) => status < 400 || status >= 500),
      [],
    );
  });
  await fc.assert(property, runs(200));
});

/** The statuses that come back for these bytes before the connection ends. */
function statusesFor(bytes: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    let back = '';
    const socket = connect(shell.port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (data) => (back += data.toString('latin1')));
    socket.on('close', () => resolve([...back.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))));
    socket.on(
      'error',
      (error: NodeJS.ErrnoException) => void (['ECONNRESET', 'EPIPE'].includes(error.code ?? '') || reject(error)),
    );
  });
}

test('after all this it still answers, and no worker was lost', async () => {
  const events = await shell.events();
  await shell.submit([{ id: 'last', question: 'Quel compte pour un loyer ?' }]);
  const [settlement] = await events.settled(['last']);
  assert.equal(settlement?.status, 'answered');
  for (const { restarts } of (await shell.status()).workers) assert.equal(restarts, 0);
  assert.equal(shell.stderr.includes('Error'), false, shell.stderr);
  events.close();
});
