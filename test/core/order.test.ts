import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench } from '../support/engine-bench.ts';
import { findingFor } from '../support/fake-workers.ts';
import { randomFrom } from '../support/random.ts';

function permutations<T>(items: T[]): T[][] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

describe('the order in which workers finish', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const questionOf = (id: string): string => `Question ${id} ?`;

  it('never pairs a question with another’s answer: all orders of 4 questions over 4 workers', async () => {
    for (const order of permutations(ids)) {
      const bench = await EngineBench.ready({ workers: 4 });
      await bench.engine.submit(ids.map((id) => ({ id, question: questionOf(id) })));
      await bench.clock.advance(0);
      for (const id of order) await bench.reply(questionOf(id));
      for (const id of ids) assert.equal(bench.settled(id).answer, findingFor(questionOf(id)).answer, order.join());
      const settledOrder = bench.states.filter(({ state }) => state === 'settled').map(({ id }) => id);
      assert.deepEqual(settledOrder, order, 'each is told as soon as it is there');
    }
  });

  it('nor when all reply in the same turn', async () => {
    for (const order of permutations(ids)) {
      const bench = await EngineBench.ready({ workers: 4 });
      await bench.engine.submit(ids.map((id) => ({ id, question: questionOf(id) })));
      await bench.clock.advance(0);
      const held = order.map((id) => bench.holding(questionOf(id)).held);
      for (const one of held) one.reply();
      await bench.clock.advance(0);
      for (const id of ids) assert.equal(bench.settled(id).answer, findingFor(questionOf(id)).answer);
    }
  });

  it('nor for 200 random runs of 12 questions, some of them the same, over 1 to 4 workers', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomFrom(seed);
      const bench = await EngineBench.ready({ workers: 1 + random.below(4) });
      const questions = Array.from({ length: 12 }, (_, at) => ({ id: `q${at}`, question: `Question ${random.below(8)} ?` }));
      await bench.engine.submit(questions);
      await bench.clock.advance(0);
      for (;;) {
        const held = bench.spawned.flatMap((worker) => worker.held);
        if (held.length === 0) break;
        random.pick(held).reply();
        if (random.below(2) === 0) await bench.clock.advance(1);
        else await Promise.resolve();
        if (bench.spawned.every((worker) => worker.held.length === 0)) await bench.clock.advance(1);
      }
      for (const { id, question } of questions) {
        assert.equal(bench.settled(id).answer, findingFor(question).answer, `seed ${seed}`);
      }
    }
  });
});
