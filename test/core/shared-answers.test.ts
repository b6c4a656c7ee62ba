import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench } from '../support/engine-bench.ts';
import { FakeAnswers } from '../support/fake-answers.ts';
import { findingFor } from '../support/fake-workers.ts';
import { settleMessages } from '../support/memory-endpoints.ts';

const CASH = 'Quel compte pour la caisse ?';
const KEY = `v1\n${CASH.toLowerCase()}`;

/** An engine in front of a shared store, its workers open. */
async function office(): Promise<{ bench: EngineBench; answers: FakeAnswers; replies: () => Promise<void> }> {
  const answers = new FakeAnswers();
  const bench = new EngineBench({ workers: 1 }, undefined, answers);
  await settleMessages();
  const replies = async (): Promise<void> => {
    answers.reply();
    await settleMessages();
  };
  return { bench, answers, replies };
}

describe('answers shared with other processes', () => {
  it('what another has found is not computed, and is kept here from then on', async () => {
    const { bench, answers, replies } = await office();
    answers.kept.set(KEY, findingFor('chez un autre'));
    await bench.ask('a', CASH);
    assert.deepEqual(bench.story('a'), [], 'neither queued nor running while the store is asked');
    await bench.ask('b', CASH);
    await replies();
    for (const id of ['a', 'b']) {
      const { status, answer, cached, worker } = bench.settled(id);
      assert.deepEqual([status, answer, cached, worker], ['answered', findingFor('chez un autre').answer, true, null]);
    }
    await bench.ask('c', CASH);
    assert.equal(bench.settled('c').cached, true);
    assert.equal(answers.asked.length, 1);
    assert.deepEqual(bench.spawned[0]?.asked, []);
    const { hits, misses, joined, hit_rate } = (await bench.engine.status()).cache;
    assert.deepEqual([hits, misses, joined, hit_rate], [1, 2, 1, 1]);
  });

  it('what nobody has found is computed once and handed on', async () => {
    const { bench, answers, replies } = await office();
    await bench.ask('a', CASH);
    await bench.ask('b', CASH.toUpperCase());
    await replies();
    assert.deepEqual(bench.story('b').at(-1), 'running 1');
    await bench.reply(CASH);
    assert.deepEqual([...answers.kept], [[KEY, findingFor(CASH)]]);
    assert.equal(bench.timesAsked(CASH), 1);
  });

  it('a question nobody waits for any more is not computed when the store answers late', async () => {
    const { bench, replies } = await office();
    await bench.ask('a', CASH);
    assert.equal(await bench.engine.cancel('a'), true);
    await replies();
    assert.equal(bench.settled('a').status, 'cancelled');
    assert.equal(bench.timesAsked(CASH), 0);
  });

  it('a store that never answers costs a question its deadline, and nobody else anything', async () => {
    const { bench, replies } = await office();
    await bench.ask('a', CASH);
    await bench.clock.advance(bench.settings.deadlineMs);
    assert.equal(bench.settled('a').status, 'timed_out');
    await bench.ask('b', CASH);
    await replies();
    await bench.reply(CASH);
    assert.equal(bench.settled('b').status, 'answered', 'the late reply to the first did not disturb the second');
    assert.equal(bench.timesAsked(CASH), 1);
  });

  it('explained and bulk questions are answered by a worker, and bulk ones leave nothing behind', async () => {
    const { bench, answers } = await office();
    answers.kept.set(KEY, findingFor('chez un autre'));
    await bench.engine.submit([
      { id: 'a', question: CASH, explain: true },
      { id: 'b', question: CASH, priority: 'bulk' },
    ]);
    await settleMessages();
    await bench.reply(CASH);
    await bench.reply(CASH);
    assert.deepEqual([bench.settled('a').cached, bench.settled('b').cached], [false, false]);
    assert.deepEqual([answers.asked.length, answers.kept.get(KEY)], [0, findingFor('chez un autre')]);
  });

  it('closing settles what is being looked up, and ends the connection', async () => {
    const { bench, answers, replies } = await office();
    await bench.ask('a', CASH);
    await bench.engine.close();
    assert.equal(bench.settled('a').failure?.kind, 'closing');
    assert.equal(answers.closed, true);
    answers.kept.set(KEY, findingFor(CASH));
    await replies();
    assert.equal(bench.settlements('a').length, 1);
  });

  it('an outage is a warning in the status as long as it lasts', async () => {
    const { bench, answers } = await office();
    assert.deepEqual((await bench.engine.status()).warnings, []);
    answers.state = 'degraded';
    const [warning] = (await bench.engine.status()).warnings;
    assert.deepEqual([warning?.kind, warning?.message.includes('Redis')], ['shared_answers', true]);
  });
});
