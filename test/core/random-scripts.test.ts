import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineBench, OPENS } from '../support/engine-bench.ts';
import { findingFor, type Opening } from '../support/fake-workers.ts';
import { randomFrom } from '../support/random.ts';

type Random = ReturnType<typeof randomFrom>;

const OPENINGS: Opening[] = [
  OPENS,
  OPENS,
  OPENS,
  { version: 'v2' },
  { version: 'v1', degraded: 'model_missing' },
  'hang',
  'throw',
  'die',
  'index_corrupt',
];

/** One thing that may happen to the engine, weighted by how often it stands here. */
const EVENTS = [
  'ask',
  'ask',
  'ask',
  'reply',
  'reply',
  'reply',
  'kill',
  'crash',
  'refuse',
  'cancel',
  'wait',
  'wait long',
  'resize',
] as const;

/** Plays `steps` random events; the ids of all questions asked. */
async function play(bench: EngineBench, random: Random, steps: number): Promise<string[]> {
  const ids: string[] = [];
  for (let step = 0; step < steps; step++) {
    const living = bench.spawned.filter(({ alive }) => alive);
    const held = living.flatMap((worker) => worker.held);
    const event = random.pick(EVENTS);
    if (event === 'ask') {
      ids.push(`q${step}`);
      // Not awaited: submissions and what else happens fall into the same turn.
      void bench.engine.submit([{ id: `q${step}`, question: `Question ${random.below(12)} ?` }]);
    } else if (event === 'cancel' && ids.length > 0) void bench.engine.cancel(random.pick(ids));
    else if (event === 'kill' && living.length > 0) random.pick(living).die();
    else if (event === 'resize') void bench.engine.resize(1 + random.below(4));
    else if (event === 'wait') await bench.clock.advance(random.below(200));
    else if (event === 'wait long') await bench.clock.advance(random.below(4_000));
    else if (held.length > 0) {
      const one = random.pick(held);
      if (event === 'reply') one.reply();
      else if (event === 'crash') one.crash('bug');
      else if (event === 'refuse') one.failWith('internal');
    }
    if (random.below(2) === 0) await bench.clock.advance(0);
  }
  return ids;
}

function checkStory(bench: EngineBench, id: string, seed: number): void {
  const states = bench.states.filter((state) => state.id === id);
  const settled = bench.settled(id);
  assert.equal(states.at(-1)?.state, 'settled', `seed ${seed}: ${id} said something after it settled`);
  if (settled.status === 'answered') assert.equal(settled.answer, findingFor(settled.question).answer, `seed ${seed}: ${id}`);
  else assert.equal(settled.status === 'failed', settled.failure !== undefined);
  const { queued_ms, total_ms } = settled.timings;
  assert(queued_ms >= 0 && queued_ms <= total_ms, `seed ${seed}: ${id} waited ${queued_ms} of ${total_ms} ms`);
}

describe('whatever happens', () => {
  it('every question settles exactly once, with its own answer: 300 random scripts ended by deadlines', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomFrom(seed);
      const openings = Array.from({ length: 30 }, () => (random.below(3) === 0 ? random.pick(OPENINGS) : OPENS));
      const recycle = { afterQuestions: random.below(4), afterMb: 0 };
      const restart = { max: 5, windowMs: 60_000, baseDelayMs: 100, retryAfterMs: random.pick([0, 1_000, 300_000]) };
      const bench = new EngineBench({ workers: 1 + random.below(3), openTimeoutMs: 3_000, recycle, restart }, openings);
      const ids = await play(bench, random, 60);
      await bench.clock.advance(bench.settings.deadlineMs);
      for (const id of ids) checkStory(bench, id, seed);
      for (const id of ids) seen.add(bench.settled(id).failure?.kind ?? bench.settled(id).status);
      // A worker may still be at a question that nobody waits for any more, but not for long.
      await bench.clock.advance(bench.settings.answerTimeoutMs);
      const { queue, workers } = await bench.engine.status();
      // One more while a worker is renewed.
      const living = bench.spawned.filter(({ alive }) => alive).length;
      assert(living <= workers.length + 1, `seed ${seed}: ${living} processes for ${workers.length} workers`);
      assert.partialDeepStrictEqual(queue, { waiting: 0, running: 0, open: { window: 0, api: 0, batch: 0 } }, `seed ${seed}`);
    }
    const outcomes = ['answered', 'cancelled', 'timed_out', 'internal', 'worker_lost', 'workers_unavailable', 'index_corrupt'];
    assert.deepEqual(
      outcomes.filter((outcome) => !seen.has(outcome)),
      [],
      'the scripts reach every outcome',
    );
  });

  it('also when the engine is closed in the middle', async () => {
    for (let seed = 1_001; seed <= 1_200; seed++) {
      const random = randomFrom(seed);
      const bench = new EngineBench({ workers: 1 + random.below(3) });
      const ids = await play(bench, random, 30);
      await bench.engine.close();
      for (const id of ids) checkStory(bench, id, seed);
      await bench.clock.advance(100_000);
      for (const id of ids) checkStory(bench, id, seed);
      assert(
        bench.spawned.every(({ alive }) => !alive),
        `seed ${seed}: a worker lives on`,
      );
    }
  });
});
