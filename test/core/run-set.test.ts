import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asking } from '../../core/asking.ts';
import type { JudgedQuestion } from '../../core/quality/question-set.ts';
import { runSet } from '../../core/quality/run-set.ts';
import { EngineBench } from '../support/engine-bench.ts';
import { settleMessages } from '../support/memory-endpoints.ts';

/** The fake worker answers with the question's own words. */
const SET: JudgedQuestion[] = Array.from({ length: 30 }, (_, at) => ({
  id: `j${at}`,
  kind: 'regle',
  question: `Question ${at} ?`,
  attendu: { faits: [at % 3 === 0 ? 'jamais dit' : `question ${at}`] },
  part: 'reglage',
}));

/** Lets every worker reply until none holds a question. */
async function answerAll(bench: EngineBench): Promise<void> {
  for (;;) {
    const held = bench.spawned.flatMap((worker) => worker.held);
    if (held.length === 0) return;
    for (const one of [...held]) one.reply();
    await settleMessages();
  }
}

describe('running a set of judged questions', () => {
  it('asks each once, counts as they settle, and judges in the order of the set', async () => {
    const bench = await EngineBench.ready({ workers: 2 });
    const counts: number[] = [];
    const run = runSet(asking(bench.engine), SET, (count) => counts.push(count));
    await settleMessages();
    await answerAll(bench);
    const judged = await run.finished;
    assert.deepEqual(
      judged.map(({ question }) => question.id),
      SET.map(({ id }) => id),
    );
    assert.deepEqual(
      judged.map(({ verdict }) => verdict.answer),
      SET.map((_, at) => at % 3 !== 0),
    );
    assert.deepEqual(
      counts,
      SET.map((_, at) => at + 1),
    );
    assert.equal(bench.spawned.flatMap(({ asked }) => asked).length, SET.length);
  });

  it('lets a question typed meanwhile pass', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    const run = runSet(asking(bench.engine, 'set-'), SET);
    await settleMessages();
    await bench.ask('typed', 'caisse');
    assert.deepEqual(bench.story('typed'), ['queued 1']);
    await bench.reply('Question 0 ?');
    assert.deepEqual(bench.story('typed'), ['queued 1', 'running 1']);
    await answerAll(bench);
    assert.equal((await run.finished).length, SET.length);
  });

  it('stops at once, whatever is still on its way, and keeps what is answered', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    const run = runSet(asking(bench.engine), SET);
    await settleMessages();
    await bench.reply('Question 0 ?');
    await bench.reply('Question 1 ?');
    run.stop();
    assert.deepEqual(
      (await run.finished).map(({ question }) => question.id),
      ['j0', 'j1'],
    );
    await answerAll(bench);
    assert.ok(bench.spawned.flatMap(({ asked }) => asked).length < SET.length / 2, 'nothing more is asked');
  });

  it('fails when the engine is out of reach', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    const cut = { ...bench.engine, submit: () => Promise.reject(new Error('cut')) };
    await assert.rejects(runSet(asking(cut), SET).finished, /cut/);
  });
});
