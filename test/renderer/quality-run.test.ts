import assert from 'node:assert/strict';
import test from 'node:test';
import type { Ask } from '../../core/asking.ts';
import { settledWithFinding } from '../../core/domain/settle.ts';
import { NO_TIMINGS, type Settlement } from '../../core/domain/settlement.ts';
import type { JudgedQuestion } from '../../core/quality/question-set.ts';
import { createQualityRun, type QualityRun, type QualityState } from '../../renderer/quality/quality-run.ts';

const SET: JudgedQuestion[] = Array.from({ length: 20 }, (_, at) => ({
  id: `j${at}`,
  kind: 'hors_sujet',
  question: `Question ${at} ?`,
  attendu: { refus: true },
  part: at % 2 === 0 ? 'reglage' : 'mesure',
}));

const refusal = (question: string): Settlement =>
  settledWithFinding(
    { id: '', question },
    { status: 'no_answer', answer: 'Non.', entries: [], citations: [], confidence: 0 },
    { timings: NO_TIMINGS, worker: 1, cached: false },
  );

const refuses: Ask = async (question) => refusal(question);

/** Resolves once the run is over, with everything it became. */
function untilOver(run: QualityRun): Promise<QualityState[]> {
  const states: QualityState[] = [];
  return new Promise((resolve) => {
    run.subscribe(() => {
      states.push(run.get());
      if (run.get().phase !== 'running') resolve(states);
    });
  });
}

test('a run goes from start over each settled question to its figures', async () => {
  const run = createQualityRun(refuses, async () => SET);
  assert.deepEqual(run.get(), { phase: 'idle' });
  const over = untilOver(run);
  run.start();
  run.start();
  const states = await over;
  const counts = states.flatMap((state) => (state.phase === 'running' ? [state.done] : []));
  assert.deepEqual(
    counts,
    Array.from({ length: 21 }, (_, at) => at),
    'started once only',
  );
  const last = states.at(-1);
  assert(last?.phase === 'finished' && last.judged.length === 20 && last.elapsedMs >= 0);
  assert(last.judged.every(({ verdict }) => verdict.strict));
});

test('a set that cannot be had, and an engine that has gone, are said; the next start may succeed', async () => {
  let broken = true;
  const ask: Ask = async (question) => (broken ? Promise.reject(new Error('gone')) : refusal(question));
  for (const run of [createQualityRun(refuses, () => Promise.reject(new Error('404'))), createQualityRun(ask, async () => SET)]) {
    const over = untilOver(run);
    run.start();
    assert.equal((await over).at(-1)?.phase, 'failed');
  }
  const run = createQualityRun(ask, async () => SET);
  run.start();
  await untilOver(run);
  broken = false;
  const over = untilOver(run);
  run.start();
  assert.equal((await over).at(-1)?.phase, 'finished');
});

test('stopped before the set was there, it asks nothing', async () => {
  const set = Promise.withResolvers<JudgedQuestion[]>();
  const asked: string[] = [];
  const ask: Ask = (question) => {
    asked.push(question);
    return new Promise(() => {});
  };
  const run = createQualityRun(ask, () => set.promise);
  const over = untilOver(run);
  run.start();
  run.stop();
  set.resolve(SET);
  const last = (await over).at(-1);
  assert(last?.phase === 'finished' && last.judged.length === 0 && last.total === 20);
  assert.deepEqual(asked, []);
});
