import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { boundedCall } from '../../core/engine/bounded-call.ts';
import type { ExitReason } from '../../core/engine/spawn.ts';
import { systemClock } from '../../core/engine/system-clock.ts';

const LONG_MS = 60_000;

it('a worker that lives on keeps no reply that was read', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const exited = new Promise<ExitReason>(() => {});
  const reply = async (): Promise<WeakRef<object>> => {
    const outcome = await boundedCall(Promise.resolve({ answer: 'Réponse' }), exited, systemClock, LONG_MS);
    assert(outcome.kind === 'reply');
    return new WeakRef(outcome.value);
  };
  const replies = await Promise.all(Array.from({ length: 20 }, reply));
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  assert.equal(replies.filter((one) => one.deref() !== undefined).length, 0);
});

it('every call under way hears of the end of its process, and so does one made afterwards', async () => {
  const { promise: exited, resolve } = Promise.withResolvers<ExitReason>();
  const never = new Promise<string>(() => {});
  const calls = [1, 2].map(() => boundedCall(never, exited, systemClock, LONG_MS));
  const answered = await boundedCall(Promise.resolve('ok'), exited, systemClock, LONG_MS);
  assert.deepEqual(answered, { kind: 'reply', value: 'ok' });
  resolve({ code: 1, signal: null });
  const gone = { kind: 'exit', reason: { code: 1, signal: null } };
  assert.deepEqual(await Promise.all(calls), [gone, gone]);
  assert.deepEqual(await boundedCall(never, exited, systemClock, LONG_MS), gone);
});
