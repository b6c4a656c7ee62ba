import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEngine } from '../../core/engine/engine.ts';
import type { QuestionState } from '../../core/domain/question.ts';
import type { Spawn } from '../../core/engine/spawn.ts';
import { failureSentence } from '../../core/messages.fr.ts';
import { EngineBench, OPENS } from '../support/engine-bench.ts';
import { FakeWorker } from '../support/fake-workers.ts';
import { ManualClock } from '../support/manual-clock.ts';

const RESTART = { max: 5, windowMs: 60_000, baseDelayMs: 100, retryAfterMs: 0 };

describe('a killed worker', () => {
  it('is replaced and its question asked again, ahead of those that wait', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a');
    await bench.ask('b');
    await bench.kill(bench.spawned[0]);
    assert.deepEqual(bench.story('a'), ['queued 1', 'running 1', 'queued 1']);
    await bench.clock.advance(100);
    assert.equal(bench.spawned[1]?.current.question, 'Question a ?');
    await bench.reply('Question a ?');
    await bench.reply('Question b ?');
    assert.equal(bench.settled('a').status, 'answered');
    assert.equal(bench.settled('b').status, 'answered');
  });

  it('has its question taken by another worker at once when one is idle', async () => {
    const bench = await EngineBench.ready({ workers: 2 });
    await bench.ask('a');
    await bench.kill(bench.spawned[0]);
    assert.deepEqual(bench.story('a'), ['queued 1', 'running 1', 'queued 1', 'running 2']);
    await bench.reply('Question a ?');
    assert.equal(bench.settled('a').worker, 2);
  });

  it('lost twice on one question settles it as worker_lost and goes on with the next', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('poison');
    await bench.ask('follower', 'Question poison ?');
    await bench.ask('next');
    await bench.kill(bench.spawned[0]);
    await bench.clock.advance(100);
    await bench.kill(bench.spawned[1]);
    for (const id of ['poison', 'follower']) {
      const { status, failure } = bench.settled(id);
      assert.deepEqual([status, failure?.kind], ['failed', 'worker_lost']);
      assert.equal(failure?.message, failureSentence({ kind: 'worker_lost' }));
    }
    assert.equal(bench.timesAsked('Question poison ?'), 2);
    await bench.clock.advance(200);
    await bench.reply('Question next ?');
    assert.equal(bench.settled('next').status, 'answered');
  });

  it('that was idle costs no question anything', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.kill(bench.spawned[0]);
    await bench.ask('a');
    await bench.clock.advance(100);
    await bench.reply('Question a ?');
    assert.deepEqual(bench.story('a'), ['queued 1', 'running 1', 'answered']);
  });

  it('whose call fails unexpectedly is replaced as well, and its question asked again', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a');
    bench.holding('Question a ?').held.crash('std::bad_alloc');
    await bench.clock.advance(0);
    await bench.clock.advance(100);
    assert.equal(bench.spawned[0]?.alive, false);
    await bench.reply('Question a ?');
    assert.equal(bench.settled('a').status, 'answered');
  });

  it('whose call fails twice on one question settles it without a word of the exception', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a');
    for (let attempt = 0; attempt < 2; attempt++) {
      bench.holding('Question a ?').held.crash('secret detail');
      await bench.clock.advance(0);
      await bench.clock.advance(100);
    }
    const { failure } = bench.settled('a');
    assert.equal(failure?.kind, 'internal');
    assert.doesNotMatch(failure?.message ?? '', /secret/);
    assert.equal(bench.spawned[1]?.alive, false);
  });
});

describe('restarts', () => {
  it('come after a delay that doubles, and stop at the cap', async () => {
    const bench = await EngineBench.ready({ workers: 1, restart: RESTART });
    for (let death = 0; death < 6; death++) {
      await bench.kill(bench.spawned.at(-1));
      await bench.clock.advance(10_000);
    }
    const delays = bench.spawnedAt.slice(1).map((at, index) => at - index * 10_000);
    assert.deepEqual(delays, [100, 200, 400, 800, 1_600]);
    const { workers, failure } = await bench.engine.status();
    assert.deepEqual([workers[0]?.state, workers[0]?.restarts, failure?.kind], ['stopped', 5, 'workers_unavailable']);
  });

  it('that lie long enough apart start from the first delay again', async () => {
    const bench = await EngineBench.ready({ workers: 1, restart: { ...RESTART, max: 1 } });
    for (let death = 0; death < 4; death++) {
      await bench.kill(bench.spawned.at(-1));
      await bench.clock.advance(60_000);
    }
    assert.equal(bench.spawned.length, 5);
    assert.deepEqual(
      bench.spawnedAt.slice(1).map((at) => at % 60_000),
      [100, 100, 100, 100],
    );
  });

  it('used up by every worker fail the questions with the sentence, those to come as well', async () => {
    const bench = await EngineBench.ready({ workers: 2, restart: { ...RESTART, max: 0 } });
    for (const id of ['a', 'b', 'c']) await bench.ask(id);
    await bench.kill(bench.spawned[0]);
    assert(bench.isOpen('c'), 'one worker is left');
    await bench.kill(bench.spawned[1]);
    await bench.ask('d');
    for (const id of ['a', 'b', 'c', 'd']) {
      assert.deepEqual(bench.settled(id).failure, {
        kind: 'workers_unavailable',
        message: failureSentence({ kind: 'workers_unavailable' }),
      });
    }
  });

  it('of a worker that dies while opening end too', async () => {
    const bench = await EngineBench.ready({ workers: 1, restart: RESTART }, ['die']);
    await bench.ask('a');
    await bench.clock.advance(10_000);
    assert.equal(bench.spawned.length, 6);
    assert.equal(bench.settled('a').failure?.kind, 'workers_unavailable');
  });

  it('cover a worker that throws while opening', async () => {
    const bench = await EngineBench.ready({ workers: 1 }, ['throw', OPENS]);
    await bench.ask('a');
    await bench.clock.advance(100);
    await bench.reply('Question a ?');
    assert.equal(bench.spawned.length, 2);
    assert.equal(bench.spawned[0]?.alive, false);
  });

  it('cover a system that refuses a process for a while', async () => {
    const clock = new ManualClock();
    const states: QuestionState[] = [];
    let calls = 0;
    const spawn: Spawn = () => {
      if (++calls < 3) throw new Error('EAGAIN');
      return new FakeWorker(calls, OPENS);
    };
    const { settings } = new EngineBench({ workers: 1 });
    const engine = createEngine({ spawn, clock, settings });
    engine.onQuestionState((state) => states.push(state));
    await engine.submit([{ id: 'a', question: 'Question ?' }]);
    await clock.advance(300);
    assert.equal(calls, 3);
    assert.deepEqual(states.at(-1), { id: 'a', question: 'Question ?', state: 'running', worker: 1 });
  });
});

describe('a worker that refuses index or model', () => {
  it('is not restarted; its failure is what questions settle with', async () => {
    const bench = await EngineBench.ready({ workers: 1 }, ['index_mismatch']);
    await bench.ask('a');
    await bench.clock.advance(10_000);
    assert.equal(bench.spawned.length, 1);
    assert.equal(bench.spawned[0]?.alive, false);
    assert.deepEqual(bench.settled('a').failure, {
      kind: 'index_mismatch',
      message: failureSentence({ kind: 'index_mismatch' }),
    });
    assert.equal((await bench.engine.status()).failure?.kind, 'index_mismatch');
  });

  it('fails also the questions that came before it had opened', async () => {
    const bench = new EngineBench({ workers: 2 }, ['model_corrupt']);
    await bench.ask('early');
    assert.equal(bench.settled('early').failure?.kind, 'model_corrupt');
  });

  it('leaves the questions to the others', async () => {
    const bench = await EngineBench.ready({ workers: 2 }, ['index_corrupt', OPENS]);
    await bench.ask('a');
    await bench.reply('Question a ?');
    assert.equal(bench.settled('a').status, 'answered');
    assert.equal((await bench.engine.status()).failure, null);
  });
});
