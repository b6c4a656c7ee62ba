import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench } from '../support/engine-bench.ts';

describe('close', () => {
  it('settles waiting, running and shared questions, ends every worker and leaves no timer', async () => {
    const bench = await EngineBench.ready({ workers: 2 });
    for (const id of ['a', 'b', 'c']) await bench.ask(id);
    await bench.ask('same', 'Question c ?');
    await bench.engine.close();
    await bench.clock.advance(0);
    for (const id of ['a', 'b', 'c', 'same']) assert.equal(bench.settled(id).failure?.kind, 'closing');
    assert.deepEqual(
      bench.spawned.map(({ alive }) => alive),
      [false, false],
    );
    await bench.clock.advance(200);
    assert.equal(bench.clock.pending, 0);
    assert.equal(bench.spawned.length, 2);
  });

  it('settles what is asked afterwards, and can be called again', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.engine.close();
    await bench.ask('late');
    await bench.engine.close();
    assert.equal(bench.settled('late').failure?.kind, 'closing');
    assert.equal(await bench.engine.cancel('late'), false);
  });

  it('calls off a restart that is due', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a');
    await bench.kill(bench.spawned[0]);
    await bench.engine.close();
    await bench.clock.advance(10_000);
    assert.equal(bench.spawned.length, 1);
    assert.equal(bench.settled('a').failure?.kind, 'closing');
  });

  it('while workers are opening kills them', async () => {
    const bench = new EngineBench({ workers: 2 }, ['hang']);
    await bench.ask('a');
    await bench.engine.close();
    await bench.clock.advance(60_000);
    assert.equal(bench.settled('a').failure?.kind, 'closing');
    assert.equal(bench.spawned.length, 2);
    assert(bench.spawned.every(({ alive }) => !alive));
  });

  describe('with time for what a worker has', () => {
    const start = () => EngineBench.ready({ workers: 2, closeGraceMs: 3_000 });

    it('answers that, hands back what waits, and takes nothing more', async () => {
      const bench = await start();
      for (const id of ['a', 'b', 'c']) await bench.ask(id);
      await bench.ask('same', 'Question a ?');
      let closed = false;
      void bench.engine.close().then(() => (closed = true));
      await bench.ask('late');
      assert.equal(bench.settled('c').failure?.kind, 'closing');
      assert.equal(bench.settled('late').failure?.kind, 'closing');
      await bench.clock.advance(1_000);
      assert(bench.isOpen('a') && bench.isOpen('b') && !closed);
      await bench.reply('Question a ?');
      assert.deepEqual([bench.settled('a').status, bench.settled('same').status], ['answered', 'answered']);
      assert(!closed);
      await bench.reply('Question b ?');
      assert.equal(bench.settled('b').status, 'answered');
      assert(closed, 'as soon as nothing is open');
      assert.equal(bench.timesAsked('Question c ?'), 0);
      await bench.clock.advance(200);
      assert.equal(bench.clock.pending, 0);
    });

    it('hands back what is not answered in that time', async () => {
      const bench = await start();
      await bench.ask('a');
      const closed = bench.engine.close();
      await bench.clock.advance(2_999);
      assert(bench.isOpen('a'));
      await bench.clock.advance(1);
      await closed;
      assert.equal(bench.settled('a').failure?.kind, 'closing');
      assert(bench.spawned.every(({ alive }) => !alive));
    });

    it('asks another worker when one dies, within that time', async () => {
      const bench = await start();
      await bench.ask('a');
      void bench.engine.close();
      await bench.kill(bench.holding('Question a ?').worker);
      await bench.reply('Question a ?');
      assert.equal(bench.settled('a').status, 'answered');
    });

    it('called again, ends at once', async () => {
      const bench = await start();
      await bench.ask('a');
      const first = bench.engine.close();
      await bench.engine.close();
      await first;
      assert.equal(bench.settled('a').failure?.kind, 'closing');
    });

    it('waits for nobody who has left', async () => {
      const bench = await start();
      await bench.ask('a');
      const closed = bench.engine.close();
      assert.equal(await bench.engine.cancel('a'), true);
      await closed;
      assert.equal(bench.settled('a').status, 'cancelled');
    });
  });
});
