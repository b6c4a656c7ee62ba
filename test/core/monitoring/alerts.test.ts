import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AlertBoard, type AlertValues } from '../../../core/monitoring/alerts.ts';
import { ALERT_NAMES, type AlertName } from '../../../core/monitoring/report.ts';
import { DEFAULT_MONITORING } from '../../../core/monitoring/settings.ts';

const QUIET: AlertValues = { p95: null, queue: 0, memory: 100, restarts: 0, errors: null };

/** What a board with one rule says to a course of values, one each second: "+3" raised at second 3, "-7" ended at 7. */
function course(name: AlertName, rule: { from: number; forMs: number }, values: (number | null)[], clearAt = 0.8): string[] {
  const none = Object.fromEntries(ALERT_NAMES.map((other) => [other, null])) as Record<AlertName, null>;
  const board = new AlertBoard({ rules: { ...none, [name]: rule }, clearAt });
  return values.flatMap((value, second) => {
    const { raised, cleared } = board.look(second * 1000, { ...QUIET, [name]: value });
    return [...raised.map(() => `+${second}`), ...cleared.map(() => `-${second}`)];
  });
}

for (const name of ALERT_NAMES) {
  test(`${name}: raised once the value has been over for long enough, ended once it has been low as long`, () => {
    const rule = { from: 10, forMs: 2000 };
    assert.deepEqual(course(name, rule, [11, 11, 11, 11, 5, 5, 5, 5]), ['+2', '-6']);
  });
}

test('below the threshold is fine, and a dip starts the time anew', () => {
  assert.deepEqual(course('queue', { from: 10, forMs: 2000 }, [9.9, 9.9, 9.9, 9.9]), []);
  assert.deepEqual(course('queue', { from: 10, forMs: 2000 }, [11, 11, 9, 11, 11, 11]), ['+5']);
});

test('a value that swings about the threshold raises one alert, not many', () => {
  assert.deepEqual(course('queue', { from: 10, forMs: 1000 }, [11, 12, 9, 11, 9, 12, 9, 9, 11, 9]), ['+1']);
  assert.deepEqual(course('queue', { from: 10, forMs: 1000 }, [11, 12, 7, 8, 7, 7]), ['+1', '-5']);
});

test('nothing to judge ends an alert as a low value does', () => {
  assert.deepEqual(course('p95', { from: 10, forMs: 1000 }, [50, 50, null, null]), ['+1', '-3']);
});

test('without a duration it is immediate; a single occurrence counts, and ends', () => {
  assert.deepEqual(course('restarts', { from: 1, forMs: 0 }, [0, 1, 1, 0]), ['+1', '-3']);
});

test('what is active is told with value, threshold, age and a French sentence', () => {
  const board = new AlertBoard(DEFAULT_MONITORING);
  for (let second = 0; second <= 40; second += 5) board.look(second * 1000, { ...QUIET, p95: 2500.26 });
  assert.deepEqual(board.active(45_000), [
    {
      rule: 'p95',
      value: 2500.26,
      threshold: 2000,
      active_ms: 15_000,
      message: 'Les réponses sont lentes : une sur vingt a pris plus de 2500,3 ms (seuil 2000 ms).',
    },
  ]);
});
