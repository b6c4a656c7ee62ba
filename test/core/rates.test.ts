import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RateLimiter, TokenBucket } from '../../core/engine/token-bucket.ts';
import { EngineBench } from '../support/engine-bench.ts';
import { ManualClock } from '../support/manual-clock.ts';

const NONE = { perMinute: 0, burst: 1 };
const SIXTY = { perMinute: 60, burst: 5 };

describe('a token bucket', () => {
  it('lets the burst through, then one each second, to the millisecond', async () => {
    const clock = new ManualClock();
    const limiter = new RateLimiter(SIXTY, NONE, clock);
    for (let at = 0; at < 5; at++) assert.equal(limiter.take('a', 1), 0);
    assert.equal(limiter.take('a', 1), 1_000);
    await clock.advance(999);
    assert.equal(limiter.take('a', 1), 1);
    await clock.advance(1);
    assert.equal(limiter.take('a', 1), 0);
    assert.equal(limiter.take('a', 1), 1_000);
  });

  it('takes nothing when it refuses, and saves no more than the burst', async () => {
    const clock = new ManualClock();
    const limiter = new RateLimiter(SIXTY, NONE, clock);
    assert.equal(limiter.take('a', 3), 0);
    assert.equal(limiter.take('a', 3), 1_000);
    assert.equal(limiter.take('a', 2), 0);
    await clock.advance(3_600_000);
    assert.equal(limiter.take('a', 5), 0);
    assert.notEqual(limiter.take('a', 1), 0);
  });

  it('grants more than it holds once it is full, and has that paid off', async () => {
    const clock = new ManualClock();
    const bucket = new TokenBucket(SIXTY, clock);
    assert.equal(bucket.wait(20), 0);
    bucket.take(20);
    assert.equal(bucket.wait(1), 16_000);
    await clock.advance(16_000);
    assert.equal(bucket.wait(1), 0);
  });

  it('tells clients apart, and limits all of them together', () => {
    const limiter = new RateLimiter(SIXTY, { perMinute: 60, burst: 8 }, new ManualClock());
    assert.equal(limiter.take('a', 5), 0);
    assert.notEqual(limiter.take('a', 1), 0);
    assert.equal(limiter.take('b', 3), 0);
    assert.equal(limiter.take('b', 1), 1_000, 'its own limit would allow it');
  });

  it('lets everything through without a rate', () => {
    const limiter = new RateLimiter(NONE, NONE, new ManualClock());
    for (let at = 0; at < 10_000; at++) assert.equal(limiter.take('a', 1_000), 0);
  });
});

describe('the window’s submissions', () => {
  const rates = { client: SIXTY, all: NONE };
  const questions = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `q${from + at}`, question: `Question ${from + at} ?` }));

  it('are taken up to the limit; the others settle with the reason, and can be asked again later', async () => {
    const bench = await EngineBench.ready({ workers: 1, rates });
    await bench.engine.submit(questions(0, 7));
    assert.deepEqual(
      [4, 5, 6].map((at) => bench.settlements(`q${at}`)[0]?.failure?.kind),
      [undefined, 'rate_limited', 'rate_limited'],
    );
    await bench.clock.advance(1_000);
    await bench.engine.submit(questions(7, 2));
    assert.deepEqual([bench.isOpen('q7'), bench.settled('q8').failure?.kind], [true, 'rate_limited']);
  });

  it('are not limited by what the cache answers', async () => {
    const bench = await EngineBench.ready({ workers: 1, rates });
    await bench.ask('first', 'loyer');
    await bench.reply('loyer');
    for (let at = 0; at < 50; at++) await bench.ask(`again${at}`, 'loyer');
    assert.equal(bench.settled('again49').cached, true);
  });

  it('of another client are not the same client’s', async () => {
    const bench = await EngineBench.ready({ workers: 1, rates });
    const offered = (client: string, from: number) =>
      bench.engine.offer(
        questions(from, 4).map((question) => ({ ...question, source: 'api' as const })),
        client,
      );
    assert.equal((await offered('a', 0)).ok, true);
    assert.deepEqual(await offered('a', 10), { ok: false, failure: { kind: 'rate_limited' }, retryAfterMs: 3_000 });
    assert.equal((await offered('b', 20)).ok, true);
  });
});
