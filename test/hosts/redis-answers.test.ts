import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import type { Finding } from '../../core/domain/settlement.ts';
import { MOST_BYTES, seal, storedName } from '../../hosts/answers/envelope.ts';
import { RedisAnswers, type RedisAnswersOptions } from '../../hosts/answers/redis-answers.ts';
import { findRedisServer, NO_REDIS, RedisServer, until } from '../support/redis.ts';

const PREFIX = 'essai:';
const KEY = 'v1\nquel compte pour un loyer ?';
const FINDING: Finding = {
  status: 'answered',
  answer: 'Le loyer va au compte 6222 « Locations de bâtiments » [1].',
  entries: [
    { compte: '6222', intitule: 'Locations de bâtiments', sens: 'debit', montant: 100_000, moment: 'facture' },
    { compte: '4011', intitule: 'Fournisseurs', sens: 'credit', montant: 100_000, moment: 'facture' },
  ],
  citations: [
    { id: 'c', title: 'Loyer', reference: 'AUDCIF', excerpt: 'Œuvre', highlights: [[0, 2]], comptes: ['6222'], score: 0.5 },
  ],
  confidence: 0.9,
};

interface Opened {
  answers: RedisAnswers;
  told: string[];
}

/** Answers over a server, connected unless the address leads nowhere; closed with the test. */
function open(t: TestContext, url: string, options: Partial<RedisAnswersOptions> = {}): Opened {
  const told: string[] = [];
  const all = { url, prefix: PREFIX, ttlMs: 60_000, timeoutMs: 500, retryMs: 100, ...options };
  const answers = new RedisAnswers(all, (sentence) => void told.push(sentence));
  t.after(() => answers.close());
  return { answers, told };
}

/** Answers on a real server of its own. */
async function connected(t: TestContext, options: Partial<RedisAnswersOptions> = {}, args: string[] = []) {
  const server = await RedisServer.start(args);
  t.after(() => server.stop());
  const opened = open(t, server.url, options);
  await until(() => opened.answers.status().state === 'connected', 'the connection');
  return { server, ...opened };
}

const kept = (answers: RedisAnswers, key = KEY): Promise<boolean> => answers.get(key).then((found) => found !== undefined);

describe('answers in a real Redis', { skip: findRedisServer() === undefined && NO_REDIS }, () => {
  it('come back as they were, also to another process, and expire', async (t) => {
    const { server, answers } = await connected(t);
    assert.equal(await answers.get(KEY), undefined);
    answers.set(KEY, FINDING);
    const other = open(t, server.url).answers;
    await until(() => kept(other), 'the finding at the other');
    assert.deepEqual(await other.get(KEY), FINDING);
    assert.equal(await other.get('v2\nquel compte pour un loyer ?'), undefined, 'another version is another answer');
    const left = await server.with((client) => client.pTTL(storedName(PREFIX, KEY)));
    assert.ok(left > 0 && left <= 60_000, `${left} ms left`);
    assert.deepEqual(await server.with((client) => client.keys('*')), [storedName(PREFIX, KEY)]);
    assert.doesNotMatch(storedName(PREFIX, KEY), /loyer/, 'the name tells nothing of the question');
  });

  it('whatever somebody else put there is a miss, never an answer and never a failure', async (t) => {
    const { server, answers, told } = await connected(t);
    const name = storedName(PREFIX, KEY);
    const good = seal(KEY, FINDING) ?? '';
    const foreign = [
      '',
      'x',
      '{}',
      JSON.stringify(FINDING),
      good.slice(0, -1),
      good.replace('6222', '6223'),
      `${good} `,
      seal('v1\nune autre question', FINDING) ?? '',
      seal(KEY, { ...FINDING, confidence: 2 }) ?? '',
      seal(KEY, { ...FINDING, entries: FINDING.entries.slice(1) }) ?? '',
      seal(KEY, { ...FINDING, html: '<script>' } as Finding) ?? '',
      seal(KEY, { answer: 'x' } as Finding) ?? '',
      'x'.repeat(8 * MOST_BYTES),
    ];
    for (const value of foreign) {
      await server.with((client) => client.set(name, value));
      assert.equal(await answers.get(KEY), undefined, value.slice(0, 80));
    }
    await server.with(async (client) => {
      await client.set(name, Buffer.from([0xff, 0xfe, 0x00]));
      assert.equal(await answers.get(KEY), undefined, 'bytes that are no text');
      await client.del(name);
      await client.lPush(name, 'une liste');
      assert.equal(await answers.get(KEY), undefined, 'a list');
      await client.del(name);
    });
    answers.set(KEY, FINDING);
    await until(() => kept(answers), 'the finding');
    assert.deepEqual([told, answers.status().failures], [[], 0]);
  });

  it('too long a finding is not kept', async (t) => {
    const { server, answers } = await connected(t);
    answers.set(KEY, { ...FINDING, answer: 'é'.repeat(MOST_BYTES) });
    answers.set('v1\ncourte', FINDING);
    await until(() => kept(answers, 'v1\ncourte'), 'the short one');
    assert.equal(await server.with((client) => client.dbSize()), 1);
  });

  it('a server that dies is told once, and used again once it is back', async (t) => {
    const { server, answers, told } = await connected(t);
    answers.set(KEY, FINDING);
    await until(() => kept(answers), 'the finding');
    await server.kill();
    await until(() => answers.status().state === 'degraded', 'the loss');
    for (let at = 0; at < 20; at++) {
      assert.equal(await answers.get(KEY), undefined);
      answers.set(KEY, FINDING);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(told.length, 1, told.join('\n'));
    assert.match(told[0] ?? '', /^Redis ne répond pas \(.+\)\. Les réponses restent en mémoire/);
    assert.doesNotMatch(told[0] ?? '', /redis:\/\//, 'the address may hold a password');
    await server.startAgain();
    await until(async () => (answers.set(KEY, FINDING), kept(answers)), 'answers from the server that is back');
    assert.deepEqual(told.slice(1), ['Redis répond de nouveau : les réponses sont partagées.']);
  });

  it('a server that hangs costs one time limit, then nothing until it is tried again', async (t) => {
    const { server, answers, told } = await connected(t, { timeoutMs: 200, retryMs: 60_000 });
    server.signal('SIGSTOP');
    const found = await Promise.all(Array.from({ length: 500 }, (_, at) => answers.get(`v1\nquestion ${at}`)));
    assert.ok(found.every((finding) => finding === undefined));
    assert.equal(answers.status().state, 'degraded');
    assert.equal(answers.status().failures, 1, 'one outage, however many asked');
    assert.equal(told.length, 1);
    server.signal('SIGCONT');
    assert.equal(await answers.get(KEY), undefined, 'left alone until it is time');
    assert.equal(answers.status().state, 'degraded');
  });

  it('a server that is full says so once, and what it has is still read', async (t) => {
    const { server, answers, told } = await connected(t);
    answers.set(KEY, FINDING);
    await until(() => kept(answers), 'the finding');
    await server.with((client) => client.configSet('maxmemory', '1'));
    for (const key of ['v1\na', 'v1\nb', 'v1\nc']) answers.set(key, FINDING);
    await until(() => answers.status().failures === 3, 'the refusals');
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /^Redis refuse \(OOM /);
    assert.deepEqual([await kept(answers), await kept(answers, 'v1\na')], [true, false]);
  });

  it('a server that asks for a password gets it from the address', async (t) => {
    const locked = await RedisServer.start(['--requirepass', 'secret']);
    t.after(() => locked.stop());
    const without = open(t, locked.url);
    await until(() => without.told.length === 1, 'the missing password told');
    assert.equal(await without.answers.get(KEY), undefined);
    const withIt = open(t, locked.url.replace('//', '//:secret@')).answers;
    await until(() => withIt.status().state === 'connected', 'the connection with the password');
    withIt.set(KEY, FINDING);
    await until(() => kept(withIt), 'the finding');
  });
});

describe('answers without a Redis', () => {
  it('a server that is not there, or is none, is told once', async (t) => {
    // Accepts and says nothing, as a firewall or another program would.
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    t.after(() => silent.close());
    const deaf = (silent.address() as AddressInfo).port;
    const chatty = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0);
    await once(chatty, 'listening');
    t.after(() => chatty.close());
    const other = (chatty.address() as AddressInfo).port;
    for (const port of [1, deaf, other]) {
      const { answers, told } = open(t, `redis://127.0.0.1:${port}`);
      assert.equal(await answers.get(KEY), undefined);
      await until(() => told.length === 1, `the failure on ${port}`);
      answers.set(KEY, FINDING);
      assert.equal(await answers.get(KEY), undefined);
      assert.notEqual(answers.status().state, 'connected');
      answers.close();
    }
  });
});
