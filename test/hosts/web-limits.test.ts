import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startServe, type Reply, type WebShellProcess } from '../support/web-shell.ts';

const options = (...values: string[]): string[] => values.flatMap((value) => ['--option', value]);
const questions = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `${prefix}${at}`,
    question: `Quel compte pour l’achat numéro ${prefix}${at} ?`,
  }));

function assertRefused(reply: Reply, kind: string): number {
  assert.equal(reply.status, 429, reply.text);
  assert.equal(reply.json().failure.kind, kind);
  const seconds = Number(reply.headers['retry-after']);
  assert(Number.isInteger(seconds) && seconds >= 1, `Retry-After: ${reply.headers['retry-after']}`);
  return seconds;
}

describe('limits of the local API, over real HTTP', () => {
  let shell: WebShellProcess;
  before(async () => {
    shell = await startServe({
      args: options('limits.questions_per_minute=60', 'limits.questions_burst=10', 'queue.max_questions=100'),
    });
  });
  after(() => shell.stop());

  const send = (client: string, prefix: string, count: number): Promise<Reply> =>
    shell.post(JSON.stringify({ questions: questions(prefix, count) }), { 'x-ohada-client': client });

  it('refuse a client at the limit, whole, with Retry-After, and take it again after that', async () => {
    assert.equal((await send('a', 'a', 10)).status, 202);
    const seconds = assertRefused(await send('a', 'b', 1), 'rate_limited');
    assert.equal(seconds, 1);
    assert.equal((await shell.call({ path: '/api/questions/b0' })).status, 404, 'nothing of it was taken');
    await delay(seconds * 1_000);
    assert.equal((await send('a', 'b', 1)).status, 202);
  });

  it('are each client’s own', async () => {
    assert.equal((await send('b', 'c', 10)).status, 202);
    assertRefused(await send('b', 'd', 1), 'rate_limited');
    assert.equal((await send('c', 'd', 1)).status, 202);
  });

  it('apply to the page as well, which a browser marks', async () => {
    const page = { 'sec-fetch-site': 'same-origin' };
    const body = (prefix: string, count: number): string => JSON.stringify({ questions: questions(prefix, count) });
    assert.equal((await shell.post(body('p', 10), page)).status, 202);
    assertRefused(await shell.post(body('r', 1), page), 'rate_limited');
  });
});

describe('the bounded queue, over real HTTP', () => {
  it('refuses what does not fit with 429, and every question it took gets its answer', async (t) => {
    const shell = await startServe({
      args: options('queue.max_questions=100', 'queue.source_share_percent=60', 'workers.count=1'),
    });
    t.after(() => shell.stop());
    const events = await shell.events();
    const replies = await Promise.all(Array.from({ length: 6 }, (_, at) => shell.submit(questions(`s${at}-`, 30))));
    const taken = replies.flatMap((reply) => (reply.status === 202 ? reply.json<{ ids: string[] }>().ids : []));
    const refused = replies.filter(({ status }) => status !== 202);
    assert(taken.length >= 60 && refused.length >= 1, `${taken.length} taken, ${refused.length} calls refused`);
    for (const reply of refused) assertRefused(reply, 'queue_full');
    const settled = await events.settled(taken);
    assert.equal(settled.length, taken.length, 'each once');
    assert(settled.every(({ status }) => status === 'answered' || status === 'no_answer'));
    const { queue } = await shell.status();
    assert.deepEqual(queue.open, { window: 0, api: 0, batch: 0 });
    assert.equal(queue.refused, refused.length * 30);
  });
});

describe('limits of requests', () => {
  it('refuse a client that asks for anything too often', async (t) => {
    const shell = await startServe({ args: options('limits.requests_per_minute=60', 'limits.requests_burst=20') });
    t.after(() => shell.stop());
    const replies = await Promise.all(Array.from({ length: 40 }, () => shell.call({ path: '/api/status' })));
    const refused = replies.filter(({ status }) => status !== 200);
    assert(refused.length >= 15 && refused.length <= 20, `${refused.length} refused`);
    for (const reply of refused) assertRefused(reply, 'rate_limited');
    const other = await shell.call({ path: '/api/status', headers: { 'x-ohada-client': 'autre' } });
    assert.equal(other.status, 200);
  });
});
