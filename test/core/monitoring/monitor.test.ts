import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MonitoringSample } from '../../../core/monitoring/report.ts';
import { DEFAULT_MONITORING } from '../../../core/monitoring/settings.ts';
import { MonitorBench } from '../../support/monitor-bench.ts';
import { settleMessages } from '../../support/memory-endpoints.ts';

const near = (value: number | undefined, expected: number): void => {
  assert.ok(value !== undefined && Math.abs(value - expected) <= expected * 0.026, `${value} for ${expected}`);
};

test('a point each second: throughput, response times, stages, cache, queue', async () => {
  const bench = await MonitorBench.ready();
  await bench.answer('Question a ?', 100);
  await bench.answer('Question b ?', 300);
  await bench.answer('Question a ?', 0);
  await bench.clock.advance(600);
  const { samples, summary, bottleneck, every_ms } = await bench.monitor.monitoring();
  const [first] = samples;
  assert.equal(samples.length, 1);
  assert.deepEqual([first?.at, every_ms], [1000, 1000]);
  assert.equal(first?.settled.answered, 3);
  assert.equal(first.per_second, 3);
  near(first.total_ms?.p50, 100);
  near(first.total_ms?.p99, 300);
  near(first.stages_ms.answer?.p50, 4);
  assert.deepEqual(first.stages_ms.queue, { p50: 0, p95: 0, p99: 0 });
  assert.equal(first.error_rate, 0);
  assert.ok(Math.abs((first.cache_hit_rate ?? 0) - 1 / 3) < 1e-9, 'one of three was known');
  assert.deepEqual(summary.total_ms, first.total_ms);
  assert.deepEqual(bottleneck, { stage: 'answer', share: 0.4, mean_ms: 4 });
});

test('a second without questions has no percentiles, and the window forgets', async () => {
  const bench = await MonitorBench.ready({ windowMs: 5000 });
  await bench.answer('Question a ?', 100);
  await bench.clock.advance(2900);
  const points = (samples: MonitoringSample[]): (number | null)[] =>
    samples.map(({ total_ms }) => total_ms && Math.round(total_ms.p50 / 10));
  assert.deepEqual(points((await bench.monitor.monitoring()).samples), [10, null, null]);
  await bench.clock.advance(10_000);
  const { samples, summary, bottleneck } = await bench.monitor.monitoring();
  assert.deepEqual(points(samples), [null, null, null, null, null]);
  assert.equal(summary.total_ms, null);
  assert.equal(summary.error_rate, null);
  assert.equal(bottleneck, null);
});

test('waiting is the bottleneck when questions wait; bulk questions wait without being counted', async () => {
  const bench = await MonitorBench.ready();
  const ids = Array.from({ length: 6 }, (_, at) => `Question ${at} ?`);
  await bench.monitor.submit(ids.map((id) => ({ id, question: id })));
  await bench.monitor.submit([{ id: 'bulk', question: 'Question en masse ?', priority: 'bulk' }]);
  for (let round = 0; round < 7; round++) {
    await settleMessages();
    await bench.clock.advance(50);
    for (const held of bench.workers.flatMap(({ held }) => [...held])) held.reply();
  }
  await settleMessages();
  await bench.clock.advance(1000);
  const { bottleneck, summary } = await bench.monitor.monitoring();
  assert.equal(summary.settled.answered, 7);
  assert.equal(bottleneck?.stage, 'queue');
  near(bottleneck?.mean_ms, 50);
});

test('processor and memory: of the host, of each worker, of the machine, and together', async () => {
  const bench = await MonitorBench.ready();
  await bench.clock.advance(1000);
  const [one, two] = bench.workers;
  assert.ok(one && two);
  one.cpuMs = 800;
  two.cpuMs = 'silent';
  Object.assign(bench.system, { cpuMs: 50, rssMb: 120, machineBusyMs: 1500, machineTotalMs: 2000 });
  // The silent one is waited for, half as long as the distance of two points.
  await bench.clock.advance(1500);
  const { host, workers, machine, samples } = await bench.monitor.monitoring();
  assert.deepEqual(host, { pid: 1, cpu_percent: 5000 / 1500, rss_mb: 120 });
  assert.deepEqual(
    workers.map(({ pid, cpu_percent }) => [pid, cpu_percent]),
    [
      [one.pid, 80_000 / 1500],
      [two.pid, null],
    ],
  );
  assert.equal(machine.cpu_percent, 75);
  const last = samples.at(-1);
  assert.equal(last?.application.rss_mb, 270);
  assert.ok(Math.abs((last.application.cpu_percent ?? 0) - 85_000 / 1500) < 1e-9);
});

test('a worker that died is restarted: counted, and its last error told', async () => {
  const bench = await MonitorBench.ready();
  bench.workers[0]?.die({ code: 134, signal: null });
  await settleMessages();
  await bench.clock.advance(1000);
  const { samples, workers } = await bench.monitor.monitoring();
  assert.equal(samples[0]?.restarts, 1);
  assert.deepEqual(
    workers.map(({ restarts, last_error }) => [restarts, last_error]),
    [
      [1, { kind: 'exited', detail: '134' }],
      [0, null],
    ],
  );
});

test('a worker that hangs, one that throws', async () => {
  const bench = await MonitorBench.ready();
  await bench.monitor.submit([{ id: 'a', question: 'Question a ?' }]);
  await bench.monitor.submit([{ id: 'b', question: 'Question b ?' }]);
  await settleMessages();
  bench.workers[1]?.current.crash('boum');
  await settleMessages();
  const lastErrors = async () => (await bench.monitor.monitoring()).workers.map(({ last_error }) => last_error);
  assert.deepEqual(await lastErrors(), [null, { kind: 'crashed', detail: 'boum' }]);
  await bench.clock.advance(6000);
  // The question of the second, asked again, has hung as well.
  assert.deepEqual(await lastErrors(), [
    { kind: 'hung', detail: null },
    { kind: 'hung', detail: null },
  ]);
  assert.equal((await bench.monitor.monitoring()).summary.error_rate, 1);
});

test('questions refused for their wording and cancelled ones are no errors', async () => {
  const bench = await MonitorBench.ready();
  await bench.monitor.submit([{ id: 'empty', question: '' }]);
  await bench.monitor.submit([{ id: 'gone', question: 'Question ?' }]);
  await bench.monitor.cancel('gone');
  await bench.clock.advance(1000);
  const { summary } = await bench.monitor.monitoring();
  assert.deepEqual([summary.settled.failed, summary.settled.cancelled, summary.error_rate], [1, 1, null]);
});

test('alerts come with the status, and are told as they come and go', async () => {
  const rules = { ...DEFAULT_MONITORING.rules, queue: { from: 3, forMs: 2000 } };
  const bench = await MonitorBench.ready({ rules });
  const ids = Array.from({ length: 8 }, (_, at) => `Question ${at} ?`);
  await bench.monitor.submit(ids.map((id) => ({ id, question: id })));
  await bench.clock.advance(2000);
  assert.deepEqual((await bench.monitor.status()).alerts, []);
  await bench.clock.advance(1000);
  const [alert] = (await bench.monitor.status()).alerts;
  assert.equal(alert?.message, 'La file est longue (questions en attente : 6, seuil 3).');
  for (const id of ids) await bench.monitor.cancel(id);
  await bench.clock.advance(3000);
  assert.deepEqual((await bench.monitor.status()).alerts, []);
  assert.deepEqual(
    bench.changes.map(({ raised, cleared }) => [raised.length, cleared.length]),
    [
      [1, 0],
      [0, 1],
    ],
  );
});

test('once stopped it measures no more', async () => {
  const bench = await MonitorBench.ready();
  await bench.clock.advance(2000);
  bench.monitor.stop();
  await bench.clock.advance(5000);
  assert.equal((await bench.monitor.monitoring()).samples.length, 2);
});
