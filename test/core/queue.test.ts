import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench } from '../support/engine-bench.ts';
import { findingFor } from '../support/fake-workers.ts';

describe('queue', () => {
  it('tells each question its position and announces the new ones as it moves', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    for (const id of ['a', 'b', 'c', 'd']) await bench.ask(id);
    assert.deepEqual(bench.story('a'), ['queued 1', 'running 1']);
    assert.deepEqual(bench.story('d'), ['queued 3']);
    await bench.engine.cancel('b');
    await bench.reply('Question a ?');
    await bench.clock.advance(100);
    assert.deepEqual(bench.story('c'), ['queued 2', 'running 1']);
    assert.deepEqual(bench.story('d'), ['queued 3', 'queued 1']);
  });

  it('is first come, first served', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    const ids = ['a', 'b', 'c', 'd'];
    await bench.engine.submit(ids.map((id) => ({ id, question: `Question ${id} ?` })));
    for (const id of ids) await bench.clock.advance(0).then(() => bench.reply(`Question ${id} ?`));
    assert.deepEqual(
      bench.spawned[0]?.asked,
      ids.map((id) => `Question ${id} ?`),
    );
  });

  it('fills before the first worker has opened and empties over all workers', async () => {
    const bench = new EngineBench({ workers: 2 });
    await bench.engine.submit(['a', 'b', 'c'].map((id) => ({ id, question: `Question ${id} ?` })));
    assert.partialDeepStrictEqual((await bench.engine.status()).queue, { waiting: 3, running: 0 });
    await bench.clock.advance(0);
    assert.partialDeepStrictEqual((await bench.engine.status()).queue, { waiting: 1, running: 2 });
    assert.deepEqual(
      bench.spawned.map((worker) => worker.asked.length),
      [1, 1],
    );
  });

  it('gives work to the worker that has answered least', async () => {
    const bench = await EngineBench.ready({ workers: 2 });
    for (const id of ['a', 'b', 'c', 'd']) {
      await bench.ask(id);
      await bench.reply(`Question ${id} ?`);
    }
    assert.deepEqual(
      (await bench.engine.status()).workers.map(({ answered }) => answered),
      [2, 2],
    );
  });

  it('takes 5 000 questions at once: each settles once with its own answer, and announcements stay few', async () => {
    const bench = await EngineBench.ready({ workers: 2, deadlineMs: 1e9, cache: { maxMb: 0.01, ttlMs: 0 } });
    const questions = Array.from({ length: 5_000 }, (_, at) => ({ id: `q${at}`, question: `Question numéro ${at} ?` }));
    await bench.engine.submit(questions);
    assert.equal((await bench.engine.status()).queue.waiting, 4_998);
    await bench.clock.advance(0);
    for (let round = 0; round < 2_500; round++) {
      for (const worker of bench.spawned) worker.held[0]?.reply();
      await bench.clock.advance(1);
    }
    const answers = new Map(
      bench.states.flatMap((state) => (state.state === 'settled' ? [[state.id, state.settlement.answer]] : [])),
    );
    assert.equal(bench.states.filter(({ state }) => state === 'settled').length, 5_000);
    for (const { id, question } of questions) assert.equal(answers.get(id), findingFor(question).answer);
    const announced = bench.states.length - 3 * 5_000;
    assert(announced <= 26 * 100, `${announced} positions announced again`);
  });

  it('times a question in parts: waiting, then the stages the worker measured', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a');
    await bench.ask('b');
    await bench.clock.advance(30);
    await bench.reply('Question a ?');
    await bench.clock.advance(12);
    await bench.reply('Question b ?');
    assert.deepEqual(bench.settled('b').timings, {
      queued_ms: 30,
      embed_ms: 1,
      lexical_ms: 2,
      semantic_ms: 3,
      answer_ms: 4,
      total_ms: 42,
    });
  });
});
