import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { mock, test } from 'node:test';

// Before the code under test is loaded: it is to find the watched function under its usual name.
const compared = mock.method(crypto, 'timingSafeEqual');
syncBuiltinESMExports();
const { carriesToken, newToken } = await import('../../hosts/web/access.ts');

const TOKEN = newToken();

test('a token is compared by timingSafeEqual alone, at one length, whatever the length of what was sent', () => {
  const given = [
    'a',
    TOKEN.slice(0, -1),
    `${TOKEN}a`,
    TOKEN.toLowerCase(),
    `${TOKEN.slice(0, -1)}!`,
    'é',
    'x'.repeat(100_000),
    TOKEN,
  ];
  for (const token of given) {
    compared.mock.resetCalls();
    assert.equal(carriesToken(`Bearer ${token}`, TOKEN), token === TOKEN, token.slice(0, 50));
    const [call, ...more] = compared.mock.calls;
    assert.ok(call && more.length === 0, 'compared once');
    assert.deepEqual(
      call.arguments.map((side) => side.byteLength),
      [32, 32],
    );
  }
});

test('the comparison decides: where it says yes or no, so does the answer', () => {
  compared.mock.mockImplementationOnce(() => true);
  assert.equal(carriesToken('Bearer wrong', TOKEN), true);
  compared.mock.mockImplementationOnce(() => false);
  assert.equal(carriesToken(`Bearer ${TOKEN}`, TOKEN), false);
});

test('what is no bearer token is refused before anything is compared', () => {
  compared.mock.resetCalls();
  for (const header of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${TOKEN}`,
    TOKEN,
    `Bearer ${TOKEN} x`,
    `Bearer ${TOKEN}, Bearer x`,
  ])
    assert.equal(carriesToken(header, TOKEN), false, header);
  assert.equal(compared.mock.callCount(), 0);
});

test('tokens are 256 random bits', () => {
  const tokens = new Set(Array.from({ length: 1_000 }, newToken));
  assert.equal(tokens.size, 1_000);
  for (const token of tokens) assert.equal(Buffer.from(token, 'base64url').length, 32);
});
