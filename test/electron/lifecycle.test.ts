import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { transform } from 'esbuild';
import type { Page } from 'playwright-core';
import type { EngineStatus } from '../../core/contract.ts';
import { builtDist } from '../support/project.ts';
import { startFixture } from './fixture-app.ts';
import type { FixtureApp } from './fixture-app.ts';
import { launchDouble } from './launch-double.ts';

type WindowInfo = { minimized: boolean; focusCount: number; visible: boolean; url: string };
const windows = async (app: FixtureApp): Promise<WindowInfo[]> => (await app.control({ kind: 'windows' })) as WindowInfo[];

async function status(app: FixtureApp): Promise<EngineStatus> {
  return (await app.page()).evaluate('window.ohada.status()');
}

async function eventually<T>(read: () => Promise<T>, accept: (value: T) => boolean, what: string): Promise<T> {
  let last: T | undefined;
  for (const end = performance.now() + 10_000; performance.now() < end; await delay(50)) {
    last = await read();
    if (accept(last)) return last;
  }
  throw new Error(`${what}: ${JSON.stringify(last)}`);
}

const allIdle = ({ workers }: EngineStatus): boolean => workers.every((worker) => worker.state === 'idle');

const running = (app: FixtureApp): Promise<EngineStatus> =>
  eventually(
    () => status(app),
    (now) => now.queue.running === 1,
    'question not running',
  );

/** Asks what no worker ever answers; the status once one has it. */
async function askUnheard(app: FixtureApp, page: Page): Promise<EngineStatus> {
  await eventually(() => status(app), allIdle, 'workers not ready');
  await page.evaluate(`void window.ohada.submit([{ id: 'x', question: 'question sourde' }])`);
  return running(app);
}

test('a second start wakes the first window and ends', async (t) => {
  const userData = mkdtempSync(join(tmpdir(), 'ohada-instance-'));
  const first = await startFixture({ userData });
  t.after(async () => {
    await first.close();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  });
  await first.page();
  await first.control({ kind: 'minimize' });
  const second = launchDouble({ dist: first.dist, userData });
  assert.equal(await second.exited, 0);
  const [window] = await eventually(
    () => windows(first),
    ([info]) => info?.focusCount === 1,
    'window not focused',
  );
  assert.equal(window?.minimized, false);
  assert.equal((await windows(first)).length, 1);
});

test('the Dock icon of a Mac brings the window forward', async (t) => {
  const app = await startFixture();
  t.after(() => app.close());
  await app.page();
  await app.control({ kind: 'activate' });
  const [window, ...others] = await windows(app);
  assert.equal(window?.focusCount, 1);
  assert.equal(others.length, 0);
});

test('closing the last window quits, except on a Mac', { skip: process.platform === 'darwin' }, async () => {
  const app = await startFixture();
  await app.page();
  await app.control({ kind: 'close-window' });
  assert.equal(await app.exited, 0);
});

test('quitting does not wait for ever for a worker that hangs', async () => {
  const app = await startFixture();
  const page = await app.page();
  const { workers } = await askUnheard(app, page);
  const start = performance.now();
  await app.control({ kind: 'quit' }).catch(() => {});
  assert.equal(await app.exited, 0);
  assert.ok(performance.now() - start < 8_000, 'quit took too long');
  for (const { pid } of workers) assert.throws(() => process.kill(pid as number, 0), 'a worker survived');
});

test('quitting lets the worker finish the question it has, and shows its answer', async () => {
  const app = await startFixture();
  const page = await app.page();
  await eventually(() => status(app), allIdle, 'workers not ready');
  const answer = page.evaluate<{ settlement: { status: string } }>(`new Promise((resolve) => {
    window.ohada.onQuestionState((state) => state.state === 'settled' && resolve(state));
    void window.ohada.submit([{ id: 'x', question: 'question lente' }]);
  })`);
  await running(app);
  await app.control({ kind: 'quit' }).catch(() => {});
  assert.equal((await answer).settlement.status, 'answered');
  assert.equal(await app.exited, 0);
});

test('quitting a second time does not wait for the question a worker has; a key that repeats is no second time', async (t) => {
  const userData = mkdtempSync(join(tmpdir(), 'ohada-quit-'));
  t.after(() => rmSync(userData, { recursive: true, force: true, maxRetries: 5 }));
  writeFileSync(join(userData, 'concurrency.yaml'), 'timeouts:\n  close_s: 60\n  answer_s: 120\n  question_s: 120\n');
  const app = await startFixture({ userData });
  const page = await app.page();
  const { workers } = await askUnheard(app, page);
  await app.control({ kind: 'quit' });
  await app.control({ kind: 'quit' });
  await delay(1_000);
  assert.equal((await status(app)).queue.running, 1, 'it waits for the question');
  await app.control({ kind: 'quit' }).catch(() => {});
  assert.equal(await Promise.race([app.exited, delay(20_000, 'still there')]), 0);
  for (const { pid } of workers) assert.throws(() => process.kill(pid as number, 0), 'a worker survived');
});

test('a worker killed in the middle of a question is replaced and the question answered', async (t) => {
  const app = await startFixture();
  t.after(() => app.close());
  const page = await app.page();
  await eventually(() => status(app), allIdle, 'workers not ready');
  const answer = page.evaluate<{ worker: number; settlement: { status: string } }>(`new Promise((resolve) => {
    window.ohada.onQuestionState((state) => state.state === 'settled' && resolve(state));
    void window.ohada.submit([{ id: 'x', question: 'question lente' }]);
  })`);
  const running = await eventually(
    () => status(app),
    ({ workers }) => workers.some((worker) => worker.state === 'busy'),
    'question not running',
  );
  const victim = running.workers.find((worker) => worker.state === 'busy');
  process.kill(victim?.pid as number, 'SIGKILL');
  assert.equal((await answer).settlement.status, 'answered');
  const after = await eventually(() => status(app), allIdle, 'worker not replaced');
  assert.equal(after.workers.length, running.workers.length);
  assert.equal(after.workers.find((worker) => worker.id === victim?.id)?.restarts, 1);
  assert.notEqual(after.workers.find((worker) => worker.id === victim?.id)?.pid, victim?.pid);
});

/** A crashed page never answers its driver. */
const probe = (page: Page): Promise<unknown> =>
  Promise.race([page.evaluate('typeof window.ohada?.submit').catch(() => null), delay(500, 'no answer')]);

test('a page whose process dies is shown again once; dying again at once is told', async (t) => {
  const app = await startFixture();
  t.after(() => app.close());
  await app.page();
  await app.control({ kind: 'crash-page' });
  await eventually(
    async () => probe(await app.page()),
    (found) => found === 'function',
    'page API not back',
  );
  await app.control({ kind: 'crash-page' });
  await eventually(
    async () => app.stderr(),
    (text) => text.includes('[dialog] L’affichage s’est arrêté'),
    'second crash not told',
  );
});

test('the main bundle has no top-level await, which can stall Electron’s start', async () => {
  const source = readFileSync(join(builtDist(), 'main/main.js'), 'utf8');
  await assert.doesNotReject(transform(source, { format: 'cjs', logLevel: 'silent' }));
});
