import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench } from '../support/engine-bench.ts';

describe('cancel', () => {
  it('takes a waiting question out of the queue: no worker is asked', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('busy');
    await bench.ask('waiting');
    await bench.ask('next');
    assert.equal(await bench.engine.cancel('waiting'), true);
    await bench.reply('Question busy ?');
    await bench.reply('Question next ?');
    assert.equal(bench.settled('waiting').status, 'cancelled');
    assert.equal(bench.timesAsked('Question waiting ?'), 0);
    assert.equal(bench.settled('next').status, 'answered');
  });

  it('settles a running question at once; its answer is not told and its worker stays', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a');
    await bench.ask('b');
    await bench.engine.cancel('a');
    assert.equal(bench.settled('a').status, 'cancelled');
    await bench.reply('Question a ?');
    await bench.reply('Question b ?');
    assert.equal(bench.settled('a').status, 'cancelled');
    assert.equal(bench.settled('b').answer, 'Réponse à : Question b ?');
    assert.equal(bench.spawned.length, 1);
  });

  it('is refused for unknown and for settled questions', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    assert.equal(await bench.engine.cancel('nobody'), false);
    await bench.ask('a');
    await bench.reply('Question a ?');
    assert.equal(await bench.engine.cancel('a'), false);
    await bench.ask('b');
    await bench.engine.cancel('b');
    assert.equal(await bench.engine.cancel('b'), false);
    assert.deepEqual([bench.settled('a').status, bench.settled('b').status], ['answered', 'cancelled']);
  });

  it('of a question whose worker dies afterwards leaves nothing to ask again', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a');
    await bench.engine.cancel('a');
    await bench.kill(bench.spawned[0]);
    await bench.clock.advance(1_000);
    assert.equal(bench.spawned.length, 2);
    assert.deepEqual(bench.spawned[1]?.asked, []);
    assert.equal(bench.settled('a').status, 'cancelled');
  });

  it('of a waiting question does not hold the next one to ask the same', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('busy');
    await bench.ask('a', 'même question');
    await bench.engine.cancel('a');
    await bench.ask('b', 'même question');
    await bench.reply('Question busy ?');
    await bench.reply('même question');
    assert.equal(bench.settled('b').status, 'answered');
  });

  it('of a running question leaves the next one to ask the same on its own, whatever becomes of the first', async () => {
    const bench = await EngineBench.ready({ workers: 3 });
    await bench.ask('a', 'même question');
    const { held } = bench.holding('même question');
    await bench.engine.cancel('a');
    await bench.ask('b', 'même question');
    held.failWith('internal');
    await bench.clock.advance(0);
    assert(bench.isOpen('b'));
    await bench.ask('c', 'même question');
    assert.equal(bench.timesAsked('même question'), 2, 'the third joins the second');
    await bench.reply('même question');
    assert.deepEqual([bench.settled('b').status, bench.settled('c').status], ['answered', 'answered']);
  });

  it('frees the id for another question', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.ask('a', 'une question');
    await bench.engine.cancel('a');
    await bench.ask('a', 'une autre');
    await bench.reply('une question');
    await bench.reply('une autre');
    assert.deepEqual(
      bench.settlements('a').map(({ status, question }) => [status, question]),
      [
        ['cancelled', 'une question'],
        ['answered', 'une autre'],
      ],
    );
  });

  it('may be called from a listener while answers are being told', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    bench.engine.onQuestionState((state) => {
      if (state.id === 'a' && state.state === 'settled') {
        void bench.engine.cancel('b');
        void bench.engine.submit([{ id: 'c', question: 'même question' }]);
      }
    });
    await bench.ask('a', 'même question');
    await bench.ask('b', 'même question');
    await bench.reply('même question');
    assert.equal(bench.settled('b').status, 'answered', 'it had been answered with the first');
    assert.equal(bench.settled('c').cached, true);
  });
});

describe('listeners', () => {
  it('hear nothing more once they have unsubscribed', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    let heard = 0;
    const unsubscribe = bench.engine.onQuestionState(() => heard++);
    await bench.ask('a');
    unsubscribe();
    const before = heard;
    await bench.reply('Question a ?');
    assert(before > 0);
    assert.equal(heard, before);
  });

  it('cannot keep each other, or other questions, from settling by throwing', async () => {
    const bench = new EngineBench({ workers: 1 });
    const bugs: unknown[] = [];
    // The test runner's own listeners would take the bug for the test's.
    const ofTheRunner = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', (error) => bugs.push(error));
    bench.engine.onQuestionState(({ id, state }) => {
      if (id === 'a' && state === 'settled') throw new Error('listener bug');
    });
    const heard: string[] = [];
    bench.engine.onQuestionState(({ id, state }) => void (state === 'settled' && heard.push(id)));
    await bench.ask('a', 'même question');
    await bench.ask('b', 'même question');
    await bench.reply('même question');
    process.removeAllListeners('unhandledRejection');
    for (const listener of ofTheRunner) process.on('unhandledRejection', listener);
    assert.deepEqual(heard, ['a', 'b']);
    assert.equal(bench.settled('b').status, 'answered');
    assert.equal(bugs.length, 1, 'the bug shows itself all the same');
  });
});
