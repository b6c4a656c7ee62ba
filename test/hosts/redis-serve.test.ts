import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { Settlement } from '../../core/domain/settlement.ts';
import { findRedisServer, NO_REDIS, RedisServer, until } from '../support/redis.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

const skip = findRedisServer() === undefined && NO_REDIS;

/** Answers of every shape: an entry with amounts, an account, a rule, nothing found, a refusal by name, two questions in one. */
const QUESTIONS = [
  'Comment comptabiliser un achat de marchandises à crédit de 500 000 F hors taxes avec TVA à 18 % ?',
  'Quel compte pour la caisse ?',
  'Que dit l’article 45 de l’AUDCIF ?',
  'Quelle est la capitale du Pérou ?',
  'Que contient le compte 9999 ?',
  'Quel compte pour un loyer ? Et comment passer les salaires ?',
];

async function redis(t: TestContext): Promise<RedisServer> {
  const server = await RedisServer.start();
  t.after(() => server.stop());
  return server;
}

/** A server of the office, on this Redis. */
async function office(t: TestContext, server: RedisServer, ...more: string[]): Promise<WebShellProcess> {
  const options = ['store=redis', `redis_url=${server.url}`, 'redis_timeout_ms=2000', 'redis_retry_s=1', ...more];
  const shell = await startServe({ args: options.flatMap((option) => ['--option', `cache.${option}`]) });
  t.after(() => shell.stop());
  await connected(shell);
  return shell;
}

const connected = (shell: WebShellProcess): Promise<void> =>
  until(async () => (await shell.status()).cache.shared?.state === 'connected', 'the connection to Redis');

/** Asks all at once; the settlements in the order of the questions. */
async function ask(shell: WebShellProcess, questions: readonly string[]): Promise<Settlement[]> {
  const events = await shell.events();
  const { ids } = (await shell.submit(questions.map((question) => ({ question })))).json<{ ids: string[] }>();
  const settled = new Map((await events.settled(ids)).map((settlement) => [settlement.id, settlement]));
  assert.equal(events.settlements().length, ids.length, 'each settles once');
  events.close();
  return ids.map((id) => settled.get(id) as Settlement);
}

/** What is the same however an answer came about. */
const content = ({ status, answer, entries, citations, confidence }: Settlement) => ({
  status,
  answer,
  entries,
  citations,
  confidence,
});

it('what one server has found, another of the same office does not search again', { skip }, async (t) => {
  const server = await redis(t);
  const [first, second] = [await office(t, server), await office(t, server)];
  const found = await ask(first, QUESTIONS);
  await until(async () => (await server.with((client) => client.dbSize())) === QUESTIONS.length, 'all kept');
  const shared = await ask(second, QUESTIONS);
  assert.deepEqual(shared.map(content), found.map(content));
  assert.ok(shared.every(({ cached, worker }) => cached && worker === null));
  const { cache, workers, versions } = await second.status();
  assert.deepEqual([cache.shared?.hits, cache.hit_rate], [QUESTIONS.length, 1]);
  assert.equal(
    workers.reduce((sum, { answered }) => sum + answered, 0),
    0,
  );
  assert.equal(versions.index, (await first.status()).versions.index);
  assert.equal((await second.stop()).code, 0, 'the connection does not keep it from ending');
});

it('Redis killed during load: nothing is lost or different, one warning, used again when it is back', { skip }, async (t) => {
  const server = await redis(t);
  const questions = Array.from({ length: 120 }, (_, at) => `Comment comptabiliser un achat de ${at + 1} 000 F ?`);
  const alone = await startServe();
  t.after(() => alone.stop());
  const expected = (await ask(alone, questions)).map(content);
  const shell = await office(t, server);
  const answering = ask(shell, questions);
  await until(async () => (await server.with((client) => client.dbSize())) > 10, 'the load under way');
  await server.kill();
  const settled = await answering;
  assert.deepEqual(settled.map(content), expected);
  const degraded = await shell.status();
  assert.equal(degraded.cache.shared?.state, 'degraded');
  assert.deepEqual(
    degraded.warnings.map(({ kind }) => kind),
    ['shared_answers'],
  );
  assert.equal((await ask(shell, [...questions.slice(0, 20), 'Quel compte pour un loyer ?'])).length, 21);
  assert.equal(shell.stderr.match(/Redis ne répond pas/g)?.length, 1, shell.stderr);
  await server.startAgain();
  await until(async () => {
    await ask(shell, [`Quel compte pour ${Math.random()} ?`]);
    return (await shell.status()).cache.shared?.state === 'connected';
  }, 'Redis used again');
  await ask(shell, ['Quel compte pour un timbre fiscal ?']);
  await until(async () => (await server.with((client) => client.dbSize())) > 0, 'an answer kept in the new one');
  assert.deepEqual((await shell.status()).warnings, []);
});

it('Redis that hangs during load, and one that was never there, cost no answer', { skip }, async (t) => {
  const server = await redis(t);
  const shell = await office(t, server, 'redis_timeout_ms=300');
  server.signal('SIGSTOP');
  const settled = await ask(shell, QUESTIONS);
  assert.ok(settled.every(({ status }) => status === 'answered' || status === 'no_answer'));
  assert.equal((await shell.status()).cache.shared?.state, 'degraded');
  server.signal('SIGCONT');
  const nowhere = ['store=redis', 'redis_url=redis://127.0.0.1:1'].flatMap((option) => ['--option', `cache.${option}`]);
  const other = await startServe({ args: nowhere });
  t.after(() => other.stop());
  assert.deepEqual((await ask(other, QUESTIONS)).map(content), settled.map(content));
  assert.equal(other.stderr.match(/Redis ne répond pas/g)?.length, 1, other.stderr);
});

it('an altered answer in Redis is found again by search, not shown', { skip }, async (t) => {
  const server = await redis(t);
  const [question = ''] = QUESTIONS;
  const [found] = await ask(await office(t, server), [question]);
  await server.with(async (client) => {
    const [name = ''] = await client.keys('*');
    const kept = await client.get(name);
    await client.set(name, (kept ?? '').replaceAll('500000', '900000'));
  });
  const [again] = await ask(await office(t, server), [question]);
  assert.deepEqual([again?.cached, again && content(again)], [false, found && content(found)]);
});
