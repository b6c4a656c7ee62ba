import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench } from '../support/engine-bench.ts';

const SETTINGS = { workers: 1, deadlineMs: 20_000, answerTimeoutMs: 5_000 };

describe('deadline', () => {
  it('ends a question that is still waiting, and only that one', async () => {
    const bench = await EngineBench.ready({ ...SETTINGS, answerTimeoutMs: 60_000 });
    await bench.ask('running');
    await bench.clock.advance(1);
    await bench.ask('waiting');
    await bench.clock.advance(19_998);
    assert(bench.isOpen('running'));
    await bench.clock.advance(1);
    assert.equal(bench.settled('running').status, 'timed_out');
    assert(bench.isOpen('waiting'));
    await bench.clock.advance(1);
    const { status, timings } = bench.settled('waiting');
    assert.deepEqual([status, timings.queued_ms, timings.total_ms], ['timed_out', 20_000, 20_000]);
    await bench.reply('Question running ?');
    assert.equal(bench.timesAsked('Question waiting ?'), 0);
  });

  it('runs from each question’s own submission, also when two share the work', async () => {
    const bench = await EngineBench.ready({ ...SETTINGS, answerTimeoutMs: 60_000 });
    await bench.ask('first', 'même question');
    await bench.clock.advance(15_000);
    await bench.ask('second', 'même question');
    await bench.clock.advance(6_000);
    assert.equal(bench.settled('first').status, 'timed_out');
    assert(bench.isOpen('second'));
    await bench.reply('même question');
    const { status, timings } = bench.settled('second');
    assert.deepEqual([status, timings.queued_ms, timings.total_ms], ['answered', 0, 6_000]);
  });

  it('leaves no timer behind once everything has settled', async () => {
    const bench = await EngineBench.ready(SETTINGS);
    for (const id of ['a', 'b', 'c']) await bench.ask(id);
    await bench.engine.cancel('c');
    await bench.reply('Question a ?');
    await bench.reply('Question b ?');
    await bench.clock.advance(200);
    assert.equal(bench.clock.pending, 0);
  });

  it('holds while no worker has opened yet', async () => {
    const bench = await EngineBench.ready({ ...SETTINGS, openTimeoutMs: 60_000 }, ['hang']);
    await bench.ask('a');
    await bench.clock.advance(20_000);
    assert.equal(bench.settled('a').status, 'timed_out');
  });
});

describe('a worker that hangs', () => {
  it('on a question is killed and replaced; the question has timed out, the next one is answered', async () => {
    const bench = await EngineBench.ready(SETTINGS);
    await bench.ask('hanging');
    await bench.ask('next');
    await bench.clock.advance(4_999);
    assert(bench.spawned[0]?.alive);
    await bench.clock.advance(1);
    assert.equal(bench.spawned[0]?.alive, false);
    assert.equal(bench.settled('hanging').status, 'timed_out');
    await bench.clock.advance(100);
    await bench.reply('Question next ?');
    assert.equal(bench.settled('next').status, 'answered');
    assert.equal((await bench.engine.status()).workers[0]?.restarts, 1);
  });

  it('while opening is killed and replaced', async () => {
    const bench = await EngineBench.ready({ ...SETTINGS, openTimeoutMs: 3_000 }, ['hang', { version: 'v1' }]);
    await bench.ask('a');
    await bench.clock.advance(3_000);
    assert.equal(bench.spawned[0]?.alive, false);
    await bench.clock.advance(100);
    await bench.reply('Question a ?');
    assert.equal(bench.settled('a').status, 'answered');
  });

  it('cannot disturb anything by replying after it was given up', async () => {
    const bench = await EngineBench.ready(SETTINGS);
    await bench.ask('a');
    const late = bench.holding('Question a ?');
    await bench.clock.advance(5_100);
    late.worker.alive = true; // its reply was already on the way
    late.held.reply();
    await bench.clock.advance(0);
    assert.equal(bench.settled('a').status, 'timed_out');
    await bench.ask('b');
    await bench.reply('Question b ?');
    assert.equal(bench.settled('b').answer, 'Réponse à : Question b ?');
  });
});
