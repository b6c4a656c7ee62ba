import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench } from '../support/engine-bench.ts';
import { findingFor } from '../support/fake-workers.ts';

const CASH = 'Quel compte pour la caisse ?';

describe('cache', () => {
  it('answers the same question, written otherwise, without asking a worker', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a', 'Comment comptabiliser l’achat d’un ordinateur ?');
    await bench.reply('Comment comptabiliser l’achat d’un ordinateur ?');
    await bench.ask('b', "  comment comptabiliser\tL'ACHAT  d'un\u00a0ordinateur ? ".normalize('NFD'));
    const { status, cached, worker, answer, timings, question } = bench.settled('b');
    assert.deepEqual([status, cached, worker], ['answered', true, null]);
    assert.equal(answer, bench.settled('a').answer);
    assert.match(question, /L'ACHAT/, 'the question comes back as it was asked');
    assert.equal(timings.embed_ms, 0);
    assert.equal(bench.spawned[0]?.asked.length, 1);
    const { size_mb, ...counts } = (await bench.engine.status()).cache;
    assert.deepEqual(counts, { entries: 1, hits: 1, misses: 1, joined: 0, hit_rate: 0.5, max_mb: 64, shared: null });
    assert.ok(size_mb > 0 && size_mb < 0.01, `${size_mb} MiB`);
  });

  it('keeps accents and numbers apart: they change the meaning', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    for (const [at, question] of ['compte 601', 'compte 602', 'congé', 'congè'].entries()) {
      await bench.ask(`${at}`, question);
      await bench.reply(question);
      assert.equal(bench.settled(`${at}`).answer, findingFor(question).answer);
    }
    assert.equal(bench.spawned[0]?.asked.length, 4);
  });

  it('stays within its size, and forgets the answer used longest ago', async () => {
    const bench = await EngineBench.ready({ workers: 1, cache: { maxMb: 0.01, ttlMs: 0 } });
    const questions = Array.from({ length: 40 }, (_, at) => `question ${at}`);
    for (const question of questions) {
      await bench.ask(question, question);
      await bench.reply(question);
      await bench.ask(`${question}, encore`, 'question 0');
    }
    const { entries, size_mb } = (await bench.engine.status()).cache;
    assert.ok(entries > 5 && entries < 20, `${entries} entries`);
    assert.ok(size_mb <= 0.01, `${size_mb} MiB`);
    assert.equal(bench.timesAsked('question 0'), 1, 'used all the time, it stays');
    await bench.ask('gone', 'question 1');
    assert.ok(bench.isOpen('gone'), 'used long ago, it is asked again');
    await bench.ask('kept', 'question 39');
    assert.equal(bench.settled('kept').cached, true);
  });

  it('keeps an answer for its time and no longer', async () => {
    const bench = await EngineBench.ready({ workers: 1, cache: { maxMb: 1, ttlMs: 60_000 } });
    await bench.ask('a', CASH);
    await bench.reply(CASH);
    await bench.clock.advance(60_000);
    await bench.ask('b', CASH);
    assert.equal(bench.settled('b').cached, true);
    await bench.clock.advance(1);
    await bench.ask('c', CASH);
    assert.ok(bench.isOpen('c'));
  });

  it('of size 0 keeps nothing, and identical questions in flight still share one computation', async () => {
    const bench = await EngineBench.ready({ workers: 1, cache: { maxMb: 0, ttlMs: 0 } });
    await bench.ask('a', CASH);
    await bench.ask('b', CASH);
    await bench.reply(CASH);
    await bench.ask('c', CASH);
    assert.ok(bench.isOpen('c'));
    const { entries, joined, misses, hit_rate } = (await bench.engine.status()).cache;
    assert.deepEqual([entries, joined, misses, hit_rate], [0, 1, 3, 1 / 3]);
  });

  it('does not keep failures', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a', CASH);
    bench.holding(CASH).held.failWith('internal');
    await bench.clock.advance(0);
    await bench.ask('b', CASH);
    await bench.reply(CASH);
    assert.equal(bench.settled('a').status, 'failed');
    assert.equal(bench.settled('b').status, 'answered');
  });

  it('keeps the answer to a question whose asker left before it came', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a', CASH);
    await bench.engine.cancel('a');
    await bench.reply(CASH);
    await bench.ask('b', CASH);
    assert.deepEqual([bench.settled('a').status, bench.settled('b').cached], ['cancelled', true]);
  });

  it('serves no answer found in another version of the index', async () => {
    const bench = await EngineBench.ready({ workers: 1 }, [{ version: 'v1' }, { version: 'v2' }]);
    await bench.ask('a', CASH);
    await bench.reply(CASH);
    await bench.kill(bench.spawned[0]);
    await bench.clock.advance(1_000);
    assert.equal((await bench.engine.status()).versions.index, 'v2');
    await bench.ask('b', CASH);
    await bench.reply(CASH);
    assert.equal(bench.settled('b').cached, false);
  });

  it('files the answer of a worker with an older index under that index', async () => {
    const bench = await EngineBench.ready({ workers: 2 }, [{ version: 'v1' }, { version: 'v1' }, { version: 'v2' }]);
    await bench.kill(bench.spawned[1]);
    await bench.clock.advance(1_000);
    await bench.ask('a', CASH);
    assert.equal(bench.holding(CASH).worker, bench.spawned[0], 'the first worker, which still has v1 open, takes it');
    await bench.reply(CASH);
    await bench.ask('b', CASH);
    assert(bench.isOpen('b'), 'v1 answers do not stand for v2');
  });
});

describe('identical questions in flight', () => {
  it('are computed once, running or waiting', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a', CASH);
    await bench.ask('b', CASH.toUpperCase());
    await bench.ask('other');
    await bench.ask('c', 'Loyer');
    await bench.ask('d', 'loyer ');
    assert.deepEqual(bench.story('b'), ['running 1']);
    assert.deepEqual(bench.story('d'), ['queued 2']);
    await bench.reply(CASH);
    await bench.reply('Question other ?');
    await bench.reply('Loyer');
    assert.deepEqual(bench.spawned[0]?.asked, [CASH, 'Question other ?', 'Loyer']);
    const cached = ['a', 'b', 'c', 'd'].map((id) => bench.settled(id).cached);
    assert.deepEqual(cached, [false, true, false, true]);
    assert.deepEqual(bench.settled('b').answer, bench.settled('a').answer);
    assert.equal(bench.settled('b').question, CASH.toUpperCase());
  });

  it('go on for the others when the first asker cancels', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('first', CASH);
    await bench.ask('second', CASH);
    await bench.ask('third', CASH);
    assert.equal(await bench.engine.cancel('first'), true);
    assert(bench.isOpen('second'));
    await bench.reply(CASH);
    assert.deepEqual(
      ['first', 'second', 'third'].map((id) => bench.settled(id).status),
      ['cancelled', 'answered', 'answered'],
    );
    assert.equal(bench.timesAsked(CASH), 1);
  });

  it('keep their place in the queue when the first asker cancels', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('busy');
    await bench.ask('first', CASH);
    await bench.ask('behind');
    await bench.ask('second', CASH);
    await bench.engine.cancel('first');
    await bench.reply('Question busy ?');
    assert.equal(bench.spawned[0]?.current.question, CASH);
  });

  it('all fail together when the worker refuses', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a', CASH);
    await bench.ask('b', CASH);
    bench.holding(CASH).held.failWith('internal');
    await bench.clock.advance(0);
    assert.deepEqual([bench.settled('a').failure?.kind, bench.settled('b').failure?.kind], ['internal', 'internal']);
  });
});
