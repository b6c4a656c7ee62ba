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
});
