import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { AppStatus } from '../../core/contract.ts';
import type { Alert, AlertName, MonitoringReport } from '../../core/monitoring/report.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

const PATIENCE_MS = 30_000;

/** A server that measures ten times a second, with these keys over the configuration. */
async function measured(t: TestContext, ...options: string[]): Promise<WebShellProcess> {
  const all = ['monitoring.every_s=0.1', 'workers.count=2', ...options];
  const shell = await startServe({ args: all.flatMap((option) => ['--option', option]) });
  t.after(() => shell.stop());
  return shell;
}

const reportOf = async (shell: WebShellProcess): Promise<MonitoringReport> =>
  (await shell.call({ path: '/api/monitoring' })).json<MonitoringReport>();

const alertsOf = async (shell: WebShellProcess): Promise<Alert[]> =>
  (await shell.call({ path: '/api/status' })).json<AppStatus>().alerts;

/** Looks again and again until `look` finds something. */
async function eventually<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(50)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`not seen: ${what}`);
}

const alert = (shell: WebShellProcess, rule: AlertName): Promise<Alert> =>
  eventually(`alert ${rule}`, async () => (await alertsOf(shell)).find((one) => one.rule === rule));

const gone = (shell: WebShellProcess, rule: AlertName): Promise<true> =>
  eventually(`end of alert ${rule}`, async () => (await alertsOf(shell)).every((one) => one.rule !== rule));

async function ask(shell: WebShellProcess, count: number, wait = true): Promise<void> {
  const events = await shell.events();
  const questions = Array.from({ length: count }, (_, at) => ({
    id: `m${at}`,
    question: `Comment comptabiliser un achat de marchandises de ${at + 1} 000 F ?`,
  }));
  await shell.submit(questions);
  if (wait) await events.settled(questions.map(({ id }) => id));
  events.close();
}

test('what real workers do is measured: times by stage, processor and memory of each process', async (t) => {
  const shell = await measured(t);
  await ask(shell, 60);
  const report = await eventually('a point with all questions', async () => {
    const present = await reportOf(shell);
    return present.summary.settled.answered + present.summary.settled.no_answer >= 60 && present;
  });
  const { summary, samples, workers, host, machine, bottleneck } = report;
  for (const stage of ['lexical', 'semantic', 'answer'] as const) assert.ok((summary.stages_ms[stage]?.p50 ?? 0) > 0, stage);
  assert.ok((summary.total_ms?.p99 ?? 0) >= (summary.total_ms?.p50 ?? Infinity));
  assert.ok(samples.some(({ per_second }) => per_second > 10));
  assert.equal(bottleneck?.stage, 'queue', 'sixty at once wait longer than they are worked on');
  assert.equal(workers.length, 2);
  for (const { pid, rss_mb } of workers) assert.ok(pid !== null && pid !== host.pid && rss_mb !== null && rss_mb > 50);
  const used = await eventually('processor time', async () => {
    const { workers: now, host: own } = await reportOf(shell);
    return now.every(({ cpu_percent }) => cpu_percent !== null) && own.cpu_percent !== null;
  });
  assert.ok(used);
  assert.ok(
    samples.some(({ application }) => (application.cpu_percent ?? 0) > 20),
    'the questions cost processor time',
  );
  assert.ok(machine.total_mb > machine.free_mb && machine.free_mb > 0 && machine.cores >= 1);
});

test(
  'provoked: kill -9 of a worker raises the alert on restarts, and the last error is told',
  { skip: process.platform === 'win32' },
  async (t) => {
    const shell = await measured(t, 'alerts.restarts=1', 'monitoring.recent_s=2');
    const [worker] = (await reportOf(shell)).workers;
    process.kill(worker?.pid ?? 0, 'SIGKILL');
    const raised = await alert(shell, 'restarts');
    assert.equal(raised.message, 'Des moteurs de recherche s’arrêtent (redémarrages récents : 1, seuil 1).');
    const { workers } = await reportOf(shell);
    assert.deepEqual(workers.find(({ id }) => id === worker?.id)?.last_error, { kind: 'exited', detail: 'SIGKILL' });
    await gone(shell, 'restarts');
  },
);

test('provoked: more questions than workers raises the alert on the queue, slow answers the one on times', async (t) => {
  const shell = await measured(t, 'alerts.queue=50', 'alerts.queue_for_s=0', 'alerts.p95_ms=20', 'alerts.p95_for_s=0');
  await ask(shell, 900, false);
  const raised = await alert(shell, 'queue');
  assert.ok(raised.value >= 50 && raised.threshold === 50, JSON.stringify(raised));
  assert.ok((await alert(shell, 'p95')).value >= 20);
  await gone(shell, 'queue');
});

test('provoked: memory over the limit', async (t) => {
  const shell = await measured(t, 'alerts.memory_mb=100', 'alerts.memory_for_s=1');
  const { value } = await alert(shell, 'memory');
  assert.ok(value > 100, 'host and workers together');
});

test(
  'provoked: frozen workers make questions fail, which raises the alert on errors',
  { skip: process.platform === 'win32' },
  async (t) => {
    const shell = await measured(t, 'alerts.errors_percent=50', 'alerts.errors_for_s=0', 'timeouts.question_s=1');
    for (const { pid } of (await reportOf(shell)).workers) process.kill(pid ?? 0, 'SIGSTOP');
    await ask(shell, 8);
    const { value } = await alert(shell, 'errors');
    assert.equal(value, 100);
  },
);
