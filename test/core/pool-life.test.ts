import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureSentence } from '../../core/messages.fr.ts';
import { EngineBench, OPENS } from '../support/engine-bench.ts';
import { settleMessages } from '../support/memory-endpoints.ts';

const RECYCLE = { afterQuestions: 2, afterMb: 0 };

/** Asks and has it answered. */
async function answered(bench: EngineBench, id: string): Promise<number | null> {
  await bench.ask(id);
  await bench.reply(`Question ${id} ?`);
  return bench.settled(id).worker;
}

describe('recycling', () => {
  it('opens a fresh worker first, and ends the old one only then', async () => {
    const bench = await EngineBench.ready({ workers: 1, recycle: RECYCLE }, [OPENS, 'hang']);
    await answered(bench, 'a');
    assert.equal(bench.spawned.length, 1);
    await answered(bench, 'b');
    assert.equal(bench.spawned.length, 2);
    assert(bench.spawned[0]?.alive, 'the old one answers as long as the fresh one opens');
    await answered(bench, 'c');
    assert.deepEqual(bench.spawned[0]?.asked, ['Question a ?', 'Question b ?', 'Question c ?']);
  });

  it('hands over between two questions: the one that runs is answered by the old worker', async () => {
    const bench = await EngineBench.ready({ workers: 1, recycle: RECYCLE });
    await answered(bench, 'a');
    await bench.ask('b');
    await bench.ask('c');
    await bench.ask('d');
    await bench.reply('Question b ?');
    assert(bench.spawned[0]?.alive, 'it is on the next question');
    await bench.reply('Question c ?');
    assert(!bench.spawned[0]?.alive);
    await bench.reply('Question d ?');
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((id) => bench.settled(id).status),
      Array.from({ length: 4 }, () => 'answered'),
    );
    assert.deepEqual([bench.spawned[0]?.asked.length, bench.spawned[1]?.asked.length], [3, 1]);
    const [worker] = (await bench.engine.status()).workers;
    assert.deepEqual([worker?.answered, worker?.recycled, worker?.restarts], [4, 1, 0]);
  });

  it('goes one worker at a time', async () => {
    const bench = await EngineBench.ready({ workers: 2, recycle: { ...RECYCLE, afterQuestions: 1 } }, [OPENS, OPENS, 'hang']);
    for (const id of ['a', 'b']) await bench.ask(id);
    for (const id of ['a', 'b']) await bench.reply(`Question ${id} ?`);
    assert.equal(bench.spawned.length, 3);
  });

  it('costs nothing when the fresh worker cannot be had: the old one stays, and it is tried again after the pause', async () => {
    for (const opening of ['die', 'throw', 'index_corrupt'] as const) {
      const bench = await EngineBench.ready({ workers: 1, recycle: RECYCLE }, [OPENS, opening, OPENS]);
      for (const id of ['a', 'b', 'c']) await answered(bench, id);
      assert.deepEqual([bench.spawned.length, bench.spawned[0]?.alive], [2, true], opening);
      assert.equal((await bench.engine.status()).failure, null);
      await bench.clock.advance(300_000);
      await answered(bench, 'd');
      assert.deepEqual([bench.spawned.length, bench.spawned[0]?.alive], [3, false], opening);
      await answered(bench, 'e');
      assert.deepEqual(bench.spawned[2]?.asked, ['Question e ?']);
    }
  });

  it('lets the fresh worker take over at once when the old one dies meanwhile', async () => {
    const bench = await EngineBench.ready({ workers: 1, recycle: RECYCLE });
    await answered(bench, 'a');
    await bench.ask('b');
    await bench.ask('c');
    await bench.reply('Question b ?');
    assert.equal(bench.spawned.length, 2);
    await bench.kill(bench.spawned[0]);
    await bench.reply('Question c ?');
    assert.deepEqual([bench.settled('c').status, bench.spawned.length], ['answered', 2]);
  });

  it('by memory spares a worker that has answered little: a limit below what it needs would never end', async () => {
    const bench = await EngineBench.ready({ workers: 1, recycle: { afterQuestions: 0, afterMb: 110 } });
    for (let at = 0; at < 49; at++) await answered(bench, `q${at}`);
    assert.equal(bench.spawned.length, 1);
    await answered(bench, 'last');
    assert.equal(bench.spawned.length, 2);
  });
});

describe('resizing', () => {
  it('up: new workers take what waits', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    for (const id of ['a', 'b', 'c']) await bench.ask(id);
    await bench.engine.resize(3);
    await settleMessages();
    assert.deepEqual(bench.story('c'), ['queued 2', 'running 3']);
    assert.deepEqual(
      (await bench.engine.status()).workers.map(({ id, state }) => [id, state]),
      [1, 2, 3].map((id) => [id, 'busy']),
    );
  });

  it('down: those too many finish the question they are on, and nothing is asked twice', async () => {
    const bench = await EngineBench.ready({ workers: 3 });
    for (const id of ['a', 'b', 'c', 'd']) await bench.ask(id);
    await bench.engine.resize(1);
    const states = async () => (await bench.engine.status()).workers.map(({ id, state }) => `${id} ${state}`);
    assert.deepEqual(await states(), ['1 busy', '2 retiring', '3 retiring']);
    for (const id of ['c', 'b', 'a', 'd']) await bench.reply(`Question ${id} ?`);
    assert.deepEqual(await states(), ['1 idle']);
    assert.deepEqual([bench.settled('b').worker, bench.settled('d').worker], [2, 1]);
    assert.deepEqual(bench.spawned.filter(({ alive }) => alive).length, 1);
    for (const id of ['a', 'b', 'c', 'd']) assert.equal(bench.timesAsked(`Question ${id} ?`), 1);
  });

  it('down: a question whose retiring worker dies is asked again of one that stays', async () => {
    const bench = await EngineBench.ready({ workers: 2, threadsFor: () => 1 });
    for (const id of ['a', 'b']) await bench.ask(id);
    await bench.engine.resize(1);
    await bench.kill(bench.spawned[1]);
    await bench.clock.advance(1_000);
    assert.equal(bench.spawned.length, 2, 'a retiring worker is not replaced');
    await bench.reply('Question a ?');
    await bench.reply('Question b ?');
    assert.deepEqual([bench.settled('b').status, bench.settled('b').worker], ['answered', 1]);
  });

  it('stays within 1 and the most, and keeps workers that work over those that do not', async () => {
    const bench = await EngineBench.ready({ workers: 2 }, ['index_corrupt', OPENS]);
    await bench.engine.resize(0);
    assert.deepEqual(
      (await bench.engine.status()).workers.map(({ id, state }) => [id, state]),
      [[2, 'idle']],
    );
    await bench.engine.resize(1_000);
    assert.equal((await bench.engine.status()).workers.length, 16);
  });

  it('shares the threads out anew: a worker opened with another share is renewed', async () => {
    const bench = await EngineBench.ready({ workers: 1, threadsFor: (workers) => 4 / workers });
    await bench.engine.resize(2);
    await settleMessages();
    assert.deepEqual(
      bench.spawned.map(({ options, alive }) => [options?.threads, alive]),
      [
        [4, false],
        [2, true],
        [2, true],
      ],
    );
  });
});

describe('after the long pause', () => {
  it('a worker that used up its restarts is tried again, and questions are answered again', async () => {
    const restart = { max: 1, windowMs: 60_000, baseDelayMs: 100, retryAfterMs: 300_000 };
    const bench = await EngineBench.ready({ workers: 1, restart }, ['die', 'die', OPENS]);
    await bench.clock.advance(1_000);
    await bench.ask('a');
    assert.equal(bench.settled('a').failure?.kind, 'workers_unavailable');
    assert.equal((await bench.engine.status()).workers[0]?.state, 'paused');
    await bench.clock.advance(300_000);
    assert.equal((await bench.engine.status()).failure, null);
    await answered(bench, 'b');
  });

  it('an index that was refused is tried again as well', async () => {
    const bench = await EngineBench.ready({ workers: 1 }, ['index_missing', OPENS]);
    await bench.ask('a');
    assert.equal(bench.settled('a').failure?.kind, 'index_missing');
    await bench.clock.advance(300_000);
    await answered(bench, 'b');
  });
});

describe('a worker without its model', () => {
  const degraded = { version: 'v1', degraded: 'model_missing' } as const;

  it('answers, the status says why, and its answers are not kept', async () => {
    const bench = await EngineBench.ready({ workers: 1 }, [degraded]);
    await answered(bench, 'a');
    const { workers, warnings, failure } = await bench.engine.status();
    assert.deepEqual([workers[0]?.search, failure], ['lexical', null]);
    assert.deepEqual(
      warnings.map(({ kind }) => kind),
      ['lexical_only'],
    );
    assert(warnings[0]?.message.endsWith(failureSentence({ kind: 'model_missing' })));
    await bench.ask('again', 'Question a ?');
    await bench.reply('Question a ?');
    assert.equal(bench.settled('again').cached, false);
  });

  it('is renewed after the pause, and all is well when the model is back', async () => {
    const bench = await EngineBench.ready({ workers: 1 }, [degraded, OPENS]);
    await answered(bench, 'a');
    assert.equal(bench.spawned.length, 1);
    await bench.clock.advance(300_000);
    await answered(bench, 'b');
    const { workers, warnings } = await bench.engine.status();
    assert.deepEqual([workers[0]?.search, warnings, bench.spawned.length], ['hybrid', [], 2]);
  });

  it('that stays without it is not renewed over and over', async () => {
    const bench = await EngineBench.ready({ workers: 1 }, [degraded]);
    await bench.clock.advance(300_000);
    for (const id of ['a', 'b', 'c', 'd']) await answered(bench, id);
    assert.equal(bench.spawned.length, 2);
  });
});
