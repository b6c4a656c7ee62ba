import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import type { QuestionTaker } from '../../core/contract.ts';
import type { QuestionState } from '../../core/domain/question.ts';
import { settledWithFinding } from '../../core/domain/settle.ts';
import { NO_TIMINGS } from '../../core/domain/settlement.ts';
import { closedLoop } from '../../scripts/bench/closed-loop.ts';
import { busiestFrame } from '../../scripts/bench/frame-trace.ts';
import { syntheticDocuments } from '../../scripts/bench/synthetic.ts';
import { analyse } from '../../workers/analysis/analyser.ts';
import { readCorpus } from '../../workers/corpus/read-corpus.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { findingFor } from '../support/fake-workers.ts';
import { ROOT } from '../support/project.ts';

type Taker = Pick<QuestionTaker, 'submit' | 'onQuestionState'>;

/** Settles each question a little later, as often as `times` says for it; notes how many were open at once. */
function taker(times: (id: string) => number): Taker & { mostOpen: () => number } {
  const listeners = new Set<(state: QuestionState) => void>();
  let [open, most] = [0, 0];
  return {
    mostOpen: () => most,
    onQuestionState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    submit: async (inputs) => {
      most = Math.max(most, (open += inputs.length));
      setImmediate(() => {
        for (const input of inputs) {
          const how = { timings: NO_TIMINGS, worker: 1, cached: false };
          const settlement = settledWithFinding(input, findingFor(input.question), how);
          open--;
          for (let time = 0; time < times(input.id); time++)
            for (const listener of listeners) listener({ ...input, state: 'settled', settlement });
        }
      });
      return { ids: inputs.map(({ id }) => id) };
    },
  };
}

const questions = Array.from({ length: 10 }, (_, at) => `Question ${at} ?`);

it('a closed loop keeps as many questions in flight as it is told, and counts every one', async () => {
  const engine = taker(() => 1);
  const { times, statuses } = await closedLoop(engine, questions, 3, { prefix: 'q' });
  assert.equal(engine.mostOpen(), 3);
  assert.equal(times.length, 10);
  assert.deepEqual(statuses, { answered: 10 });
});

it('a closed loop names a question that settles twice, and one that never does', async () => {
  const twice = closedLoop(
    taker((id) => (id === 'q-4' ? 2 : 1)),
    questions,
    3,
    { prefix: 'q' },
  );
  await assert.rejects(twice, /more than once: q-4$/);
  const lost = closedLoop(
    taker((id) => (id === 'q-7' ? 0 : 1)),
    questions,
    3,
    { prefix: 'q', lostAfterMs: 20 },
  );
  await assert.rejects(lost, /lost: q-7$/);
});

it('synthetic passages are as many as asked for, the same each time, and of our own words', () => {
  const [small, again, large] = [syntheticDocuments(150), syntheticDocuments(150), syntheticDocuments(400)];
  const passages = (entries: typeof small) => entries.flatMap((entry) => entry.passages);
  assert.equal(passages(small).length, 150);
  assert.equal(passages(large).length, 400);
  assert.deepEqual(small, again);
  assert.deepEqual(small.slice(0, -1), large.slice(0, small.length - 1));
  const words = (texts: string[]) => texts.flatMap(analyse).map(({ exact }) => exact);
  const own = documentsOf(readCorpus(join(ROOT, 'resources/corpus')).corpus);
  const known = new Set(words(own.flatMap(({ title, words, questions, body }) => [title, ...words, ...questions, body])));
  const body = words(large.map(({ document }) => document.body));
  const strange = body.filter((word) => !known.has(word));
  // A word that was cut at a full stop inside it may read differently alone.
  assert.ok(body.length > 1000 && strange.length < body.length / 100, strange.slice(0, 20).join(' '));
  assert.ok(new Set(passages(large).map(({ embedded }) => embedded)).size > 380, 'passages differ');
});

it('the busiest frame is the one with most processor time between two frames, in milliseconds', () => {
  const event = (name: string, ts: number, tdur = 0) => ({ name, pid: 1, tid: 1, ts, tdur });
  const frame = (ts: number) => event('FireAnimationFrame', ts);
  const task = (ts: number, tdur: number) => event('RunTask', ts, tdur);
  const events = [
    task(1, 90_000),
    frame(2),
    task(3, 5_000),
    frame(4),
    task(5, 8_000),
    task(6, 12_000),
    frame(7),
    task(8, 15_000),
  ];
  assert.equal(busiestFrame(events), 20);
  assert.throws(() => busiestFrame([task(1, 90_000)]), /no frames/);
});

it('the bench refuses what it does not know, with its usage and status 2', async () => {
  const bench = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(ROOT, 'scripts/run.js'), 'bench/main', ...args]).then(
      () => assert.fail('accepted'),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    );
  const calls = [
    ['--only', 'rien'],
    ['--to', '5000'],
    ['--soak', '0'],
    ['--growth', '--to', 'beaucoup'],
    ['--only', '__proto__'],
  ];
  for (const call of calls) {
    const { code, stdout, stderr } = await bench(...call);
    assert.deepEqual([code, stdout], [2, ''], call.join(' '));
    assert.match(stderr, /Usage : npm run bench/);
  }
});
