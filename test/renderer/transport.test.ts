import assert from 'node:assert/strict';
import test from 'node:test';
import { failureKey } from '../../renderer/i18n/failure-key.ts';
import { parseQuestionReply } from '../../renderer/transport/question-reply.ts';
import { failureOfStatus, sendFailureOf, TransportError } from '../../renderer/transport/transport-error.ts';
import { takeToken, tokenFromHash } from '../../renderer/transport/token.ts';

test('the token is read from the address', () => {
  assert.equal(tokenFromHash('#token=abc-_1'), 'abc-_1');
  for (const hash of ['', '#', '#token=', '#other=1']) assert.equal(tokenFromHash(hash), null);
});

test('the token leaves the address bar and survives a reload of the tab', () => {
  const stored = new Map<string, string>();
  const shown: unknown[] = [];
  const page = (hash: string) =>
    ({
      location: { hash, pathname: '/', search: '?x' },
      history: { replaceState: (...values: unknown[]) => shown.push(values[2]) },
      sessionStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => stored.set(key, value),
      },
    }) as unknown as Window;
  assert.equal(takeToken(page('')), null);
  assert.equal(takeToken(page('#token=T1')), 'T1');
  assert.deepEqual(shown, ['/?x']);
  assert.equal(takeToken(page('')), 'T1');
});

test('replies that are no question are refused, settled objects become states', () => {
  for (const json of ['', 'null', '[]', '{"id":1}', '{"id":"a"}', '{"id":"a","state":"new"}'])
    assert.equal(parseQuestionReply(json), null);
  assert.equal(parseQuestionReply('{"id":"a","question":"q","state":"queued","position":2}')?.state, 'queued');
  const settled = parseQuestionReply('{"id":"a","question":"q","status":"cancelled"}');
  assert.equal(settled?.state === 'settled' && settled.settlement.status, 'cancelled');
});

test('every refusal of the API has its kind and its sentence', () => {
  const kinds = [401, 403, 413, 429, 400, 404, 500, 503].map(failureOfStatus);
  assert.deepEqual(kinds, [
    'token_rejected',
    'token_rejected',
    'too_large',
    'rate_limited',
    'rejected',
    'rejected',
    'unreachable',
    'unreachable',
  ]);
  for (const kind of kinds) assert.equal(failureKey(kind), `failures.${kind}`);
  assert.equal(failureKey('of_a_newer_engine'), 'failures.internal');
  assert.equal(sendFailureOf(new TransportError('rate_limited')), 'rate_limited');
  assert.equal(sendFailureOf(new Error('closed')), 'unreachable');
});
