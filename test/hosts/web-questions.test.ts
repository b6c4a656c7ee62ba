import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { QuestionState } from '../../core/domain/question.ts';
import type { Settlement } from '../../core/domain/settlement.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

let shell: WebShellProcess;
before(async () => (shell = await startServe({})));
after(() => shell.stop());

const TEN = [
  'Comment comptabiliser un achat de marchandises à crédit ?',
  'Quel compte utiliser pour le loyer d’un bureau ?',
  'Comment enregistrer une dotation aux amortissements ?',
  'Comment passer une facture de vente de 1 180 000 F TTC ?',
  'Qu’est-ce qu’une provision pour risques ?',
  'Comment comptabiliser les salaires du personnel ?',
  'Quel est le contenu du bilan ?',
  'Comment enregistrer un emprunt bancaire ?',
  'Que dit le SYSCOHADA des stocks ?',
  'Quelle est la recette du thiéboudiène ?',
];

let fresh = 0;
/** Questions that were never asked before, so that nothing comes from the cache. */
const newQuestions = (count: number): { id: string; question: string }[] =>
  Array.from({ length: count }, () => ({
    id: `n${++fresh}`,
    question: `Comment comptabiliser ${fresh} achats de marchandises ?`,
  }));

test('ten questions at once: each goes from queued over running to settled, once', async () => {
  const events = await shell.events();
  assert.equal(events.status, 200);
  assert.match(String(events.headers['content-type']), /^text\/event-stream/);
  const reply = await shell.submit(TEN.map((question) => ({ question })));
  assert.equal(reply.status, 202);
  const { ids } = reply.json<{ ids: string[] }>();
  assert.equal(new Set(ids).size, 10);
  const settled = await events.settled(ids);
  assert.equal(settled.length, 10);
  for (const [at, id] of ids.entries()) {
    const states = events.of(id).map(({ state }) => state);
    assert.match(states.join(' '), /^(queued )+running settled$/, TEN[at]);
    assert.ok(events.of(id).every(({ question }) => question === TEN[at]));
    const settlement = settled.find((one) => one.id === id);
    assert.ok(settlement?.status === 'answered' || settlement?.status === 'no_answer', JSON.stringify(settlement?.failure));
    assert.equal(settlement.question, TEN[at]);
    const kept = await shell.call({ path: `/api/questions/${id}` });
    assert.deepEqual(kept.json<Settlement>(), settlement);
  }
  assert.ok(settled.filter(({ status }) => status === 'answered').length >= 5);
  events.close();
});

test('ids chosen by the asker are kept, whatever their characters', async () => {
  const events = await shell.events();
  const ids = ['a/b?c#d', 'é « ok » %', '../status', 'x'.repeat(200), '<script>', '__proto__', 'ש'.repeat(200)];
  const reply = await shell.submit(ids.map((id) => ({ id, question: 'Quel compte pour un loyer ?' })));
  assert.deepEqual(reply.json(), { ids });
  await events.settled(ids);
  for (const id of ids) {
    const kept = await shell.call({ path: `/api/questions/${encodeURIComponent(id)}` });
    assert.equal(kept.status, 200, id);
    assert.equal(kept.json<Settlement>().id, id);
  }
  events.close();
});

test('every event reader gets every change; one that leaves is forgotten', async () => {
  const [first, second, third] = [await shell.events(), await shell.events(), await shell.events()];
  third.close();
  const questions = newQuestions(5);
  const ids = questions.map(({ id }) => id);
  await shell.submit(questions);
  await Promise.all([first.settled(ids), second.settled(ids)]);
  assert.deepEqual(first.states, second.states);
  first.close();
  second.close();
});

test('a queued question says its position; an open identifier cannot be taken again', async () => {
  const events = await shell.events();
  const questions = newQuestions(200);
  const last = questions.at(-1)?.id ?? '';
  await shell.submit(questions);
  const open = (await shell.call({ path: `/api/questions/${last}` })).json<QuestionState>();
  assert.equal(open.state, 'queued');
  assert.ok(open.state === 'queued' && open.position > 1);
  const again = await shell.submit([{ id: last, question: 'autre' }]);
  assert.deepEqual([again.status, again.json().failure.kind], [409, 'duplicate_id']);
  const settled = await events.settled(questions.map(({ id }) => id));
  assert.equal(settled.length, 200);
  assert.equal(settled.find(({ id }) => id === last)?.question, questions.at(-1)?.question);
  events.close();
});

test('a cancelled question settles at once as cancelled; cancelling again changes nothing', async () => {
  const events = await shell.events();
  const questions = newQuestions(200);
  const last = questions.at(-1)?.id ?? '';
  await shell.submit(questions);
  const cancel = (id: string) => shell.call({ method: 'DELETE', path: `/api/questions/${id}` });
  const cancelled = await cancel(last);
  assert.deepEqual([cancelled.status, cancelled.json<Settlement>().status], [200, 'cancelled']);
  const twice = await cancel(last);
  assert.deepEqual([twice.status, twice.json().failure.kind], [409, 'question_settled']);
  const settled = await events.settled(questions.map(({ id }) => id));
  assert.equal(settled.length, 200);
  assert.deepEqual(
    settled.filter(({ status }) => status === 'cancelled').map(({ id }) => id),
    [last],
  );
  assert.equal((await cancel('inconnue')).status, 404);
  events.close();
});

test('kill -9 of a busy worker loses no question, and shows in the status', async () => {
  const events = await shell.events();
  const questions = newQuestions(150);
  const ids = questions.map(({ id }) => id);
  await shell.submit(questions);
  const now = await shell.status();
  assert.ok(now.queue.waiting > 0, 'all answered before the kill');
  const victim = now.workers.find((worker) => worker.state === 'busy');
  assert.ok(victim?.pid);
  process.kill(victim.pid, 'SIGKILL');
  const settled = await events.settled(ids);
  assert.equal(settled.length, 150);
  assert.deepEqual(
    settled.filter(({ status }) => status !== 'answered' && status !== 'no_answer').map(({ status }) => status),
    [],
  );
  const replaced = await eventually(
    async () => (await shell.status()).workers.find(({ id }) => id === victim.id),
    (worker) => worker?.state === 'idle' && worker.restarts === victim.restarts + 1,
  );
  assert.notEqual(replaced?.pid, victim.pid);
  events.close();
});

test('bad questions settle each with its own sentence; the good one beside them is answered', async () => {
  const events = await shell.events();
  const cases: [question: string, kind: string | undefined][] = [
    ['', 'question_empty'],
    [' \t\u0000\u202e', 'question_empty'],
    ['a'.repeat(100_000), 'question_too_long'],
    ['?!… — « »', 'question_unreadable'],
    ['🙂🙃', 'question_unreadable'],
    ['Quel compte pour "un" loyer* NEAR( l\' ?', undefined],
  ];
  const ids = cases.map((_case, at) => `bad-${at}`);
  assert.equal((await shell.submit(cases.map(([question], at) => ({ id: `bad-${at}`, question })))).status, 202);
  const settled = await events.settled(ids);
  for (const [at, [, kind]] of cases.entries()) {
    const settlement = settled.find(({ id }) => id === `bad-${at}`);
    assert.equal(settlement?.failure?.kind, kind);
    assert.equal(settlement?.status === 'failed', kind !== undefined);
  }
  events.close();
});

test('the last 2000 settled questions are kept, older ones are gone', async () => {
  const events = await shell.events();
  const ids = Array.from({ length: 2000 }, (_, at) => `old-${at}`);
  await shell.submit([{ id: 'oldest', question: '' }]);
  for (const half of [ids.slice(0, 1000), ids.slice(1000)]) await shell.submit(half.map((id) => ({ id, question: '' })));
  await events.settled(ids);
  assert.equal((await shell.call({ path: '/api/questions/oldest' })).status, 404);
  for (const id of ['old-0', 'old-1999']) assert.equal((await shell.call({ path: `/api/questions/${id}` })).status, 200, id);
  events.close();
});

async function eventually<T>(read: () => Promise<T>, accept: (value: T) => boolean): Promise<T> {
  for (const end = performance.now() + 20_000; ; await delay(50)) {
    const value = await read();
    if (accept(value)) return value;
    assert.ok(performance.now() < end, `waited too long: ${JSON.stringify(value)}`);
  }
}
