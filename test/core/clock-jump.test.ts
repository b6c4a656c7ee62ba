import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { systemClock } from '../../core/engine/system-clock.ts';
import { EngineBench } from '../support/engine-bench.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 15);

/** A user, or the network's time, sets the machine's date while everything runs. */
type Jump = (byMs: number) => void;

/** The system's date under the test's hand; it stands still otherwise. */
function settableDate(t: TestContext): Jump {
  t.mock.timers.enable({ apis: ['Date'], now: START });
  return (byMs) => t.mock.timers.setTime(Date.now() + byMs);
}

/**
 * Every kind of time the engine measures, with the date set anew before each of its ends: a worker that dies and is started again,
 * one that hangs, a deadline in the queue, an answer kept for a while, a rate. Returns all that was said, with all times.
 */
async function story(jump: () => void): Promise<unknown[]> {
  const bench = await EngineBench.ready({
    workers: 1,
    deadlineMs: 20_000,
    answerTimeoutMs: 5_000,
    cache: { maxMb: 1, ttlMs: 600_000 },
    restart: { max: 2, windowMs: 60_000, baseDelayMs: 100, retryAfterMs: 300_000 },
    rates: { client: { perMinute: 6, burst: 6 }, all: { perMinute: 0, burst: 1 } },
  });
  const pass = async (ms: number): Promise<void> => {
    await bench.clock.advance(ms / 2);
    jump();
    await bench.clock.advance(ms / 2);
  };
  const offers: unknown[] = [];
  const offer = async (...ids: string[]): Promise<void> => {
    const questions = ids.map((id) => ({ id, question: `Question ${id} ?`, source: 'api' as const }));
    offers.push(await bench.engine.offer(questions, 'bureau'));
    await bench.clock.advance(0);
  };
  await offer('kept', 'dies', 'late');
  await pass(200);
  await bench.reply('Question kept ?');
  await bench.kill(bench.spawned[0]);
  await pass(100);
  // Asked again, and nobody replies: the worker is taken for hung, then so is the next.
  await pass(5_000);
  await pass(20_000);
  await offer('again', 'kept-2');
  await offer('too', 'many', 'at', 'once');
  await pass(300_000);
  await offer('kept');
  await pass(300_000);
  await offer('kept');
  await pass(20_000);
  const status = await bench.engine.status();
  await bench.engine.close();
  return [...bench.states, ...offers, bench.spawnedAt, status];
}

describe('a system clock that is set anew', () => {
  it('changes no deadline, wait, delay, rate or age of an answer', async (t) => {
    const jump = settableDate(t);
    const undisturbed = await story(() => {});
    const kinds = JSON.stringify(undisturbed);
    for (const said of ['"timed_out"', '"rate_limited"', '"cached":true', '"kind":"hung"', '"answered"', 'workers_unavailable'])
      assert(kinds.includes(said), said);
    assert.equal(Date.now(), START);
    assert.deepEqual(await story(() => jump(DAY_MS)), undisturbed, 'forward');
    assert(Date.now() > START + 5 * DAY_MS);
    assert.deepEqual(await story(() => jump(-DAY_MS)), undisturbed, 'backward');
    assert.equal(Date.now(), START, 'as often back as forth');
  });

  it('does not move the clock that the engine runs by', (t) => {
    const jump = settableDate(t);
    const before = systemClock.now();
    jump(DAY_MS);
    const forward = systemClock.now();
    jump(-2 * DAY_MS);
    const backward = systemClock.now();
    assert(before <= forward && forward <= backward && backward - before < DAY_MS / 24);
  });
});
