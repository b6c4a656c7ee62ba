import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionInput } from '../../core/domain/question.ts';
import { EngineBench } from '../support/engine-bench.ts';
import { settleMessages } from '../support/memory-endpoints.ts';

const bulk = (id: string, question = `Question ${id} ?`): QuestionInput => ({ id, question, priority: 'bulk' });

async function submit(bench: EngineBench, ...inputs: QuestionInput[]): Promise<void> {
  await bench.engine.submit(inputs);
  await settleMessages();
}

describe('bulk questions', () => {
  it('run when nobody else waits, whoever came first', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await submit(bench, bulk('b1'), bulk('b2'), bulk('b3'));
    await bench.ask('typed');
    assert.deepEqual(bench.story('typed'), ['queued 1']);
    assert.equal((await bench.engine.status()).queue.waiting, 3);
    await bench.reply('Question b1 ?');
    assert.deepEqual(bench.story('typed'), ['queued 1', 'running 1']);
    await bench.reply('Question typed ?');
    await bench.reply('Question b2 ?');
    await bench.reply('Question b3 ?');
    assert.deepEqual(
      bench.spawned[0]?.asked,
      ['b1', 'typed', 'b2', 'b3'].map((id) => `Question ${id} ?`),
    );
  });

  it('are told their place behind all others', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await submit(bench, bulk('b1'), bulk('b2'));
    await bench.ask('typed');
    await bench.clock.advance(100);
    assert.equal(bench.story('b2').at(-1), 'queued 2');
  });

  it('come forward once somebody waits for the same answer', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await submit(bench, bulk('b1'), bulk('b2'), bulk('b3'));
    await bench.ask('typed', 'Question b3 ?');
    await bench.reply('Question b1 ?');
    await bench.reply('Question b3 ?');
    assert.deepEqual([bench.settled('b3').status, bench.settled('typed').status], ['answered', 'answered']);
    assert.deepEqual([bench.isOpen('b2'), bench.timesAsked('Question b3 ?')], [true, 1]);
    await bench.ask('again', 'Question b3 ?');
    assert.equal(bench.settled('again').cached, true, 'somebody waited for it: it is kept');
  });

  it('wait as long as it takes, and can be cancelled', async () => {
    const bench = await EngineBench.ready({ workers: 1, deadlineMs: 1_000, answerTimeoutMs: 1e9 });
    await submit(bench, bulk('b1'), bulk('b2'));
    await bench.ask('typed');
    await bench.clock.advance(5_000);
    assert.equal(bench.settled('typed').status, 'timed_out');
    assert(bench.isOpen('b2'));
    assert.equal(await bench.engine.cancel('b2'), true);
    assert.equal(bench.settled('b2').status, 'cancelled');
  });

  it('neither read the cache nor fill it', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('typed', 'loyer');
    await bench.reply('loyer');
    await submit(bench, bulk('b1', 'loyer'));
    await bench.reply('loyer');
    assert.equal(bench.settled('b1').cached, false);
    await submit(bench, bulk('b2', 'caisse'));
    await bench.reply('caisse');
    assert.equal((await bench.engine.status()).cache.entries, 1);
  });

  it('keep their place among themselves when their worker is lost', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await submit(bench, bulk('b1'), bulk('b2'));
    await bench.ask('typed');
    await bench.kill(bench.spawned[0]);
    await bench.clock.advance(100);
    await bench.reply('Question typed ?');
    await bench.reply('Question b1 ?');
    await bench.reply('Question b2 ?');
    assert.equal(bench.settled('b1').status, 'answered');
  });
});

describe('questions with an explication', () => {
  it('go to a worker although the answer is known, and leave it in the cache as it was', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('plain', 'loyer');
    await bench.reply('loyer');
    await submit(bench, { id: 'explained', question: 'loyer', explain: true });
    await bench.reply('loyer');
    assert.equal(bench.settled('explained').cached, false);
    assert.equal(bench.timesAsked('loyer'), 2);
    await bench.ask('plain again', 'loyer');
    assert.equal(bench.settled('plain again').cached, true);
  });

  it('are not joined with plain ones in flight', async () => {
    const bench = await EngineBench.ready({ workers: 2 });
    await submit(bench, { id: 'plain', question: 'loyer' }, { id: 'explained', question: 'loyer', explain: true });
    assert.equal(bench.timesAsked('loyer'), 2);
  });
});
