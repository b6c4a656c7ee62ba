import assert from 'node:assert/strict';
import test from 'node:test';
import { formatAmount } from '../../renderer/format/amount.ts';
import { showDuration } from '../../renderer/format/duration.ts';
import { frenchSpacing } from '../../renderer/format/french-spacing.ts';
import { shortened } from '../../renderer/format/shortened.ts';

test('amounts are grouped in French with unbreakable spaces', () => {
  assert.equal(formatAmount(1_180_000), '1\u00a0180\u00a0000');
  assert.equal(formatAmount(0), '0');
  assert.equal(formatAmount(-2500), '-2\u00a0500');
});

test('durations: tenths below one millisecond, whole milliseconds, then seconds', () => {
  assert.deepEqual(showDuration(0), { value: '0', unit: 'milliseconds' });
  assert.deepEqual(showDuration(0.04), { value: '0,1', unit: 'milliseconds' });
  assert.deepEqual(showDuration(18.4), { value: '18', unit: 'milliseconds' });
  assert.deepEqual(showDuration(2449), { value: '2,4', unit: 'seconds' });
});

test('French spacing keeps the length, so that highlights stay where they are', () => {
  const text = 'Quel « compte » : 1 000 000 F HT, 18 % ; et 12 500 F CFA ?';
  const shown = frenchSpacing(text);
  assert.equal(shown.length, text.length);
  assert.equal(shown.replaceAll('\u00a0', ' '), text);
  assert.ok(shown.includes('«\u00a0compte\u00a0»\u00a0:'));
  assert.ok(shown.includes('1\u00a0000\u00a0000\u00a0F HT, 18\u00a0%\u00a0;'));
  assert.ok(shown.endsWith('12\u00a0500\u00a0F CFA\u00a0?'));
});

test('French spacing leaves account numbers and years alone', () => {
  assert.equal(frenchSpacing('comptes 601 6011 et 2024 Fournisseurs'), 'comptes 601 6011 et 2024 Fournisseurs');
});

test('shortening cuts long texts only, and no character in two', () => {
  assert.equal(shortened('court', 10), 'court');
  assert.equal(shortened('abcdef', 3), 'abc…');
  assert.equal(shortened('ab😀cd', 3), 'ab…');
});
