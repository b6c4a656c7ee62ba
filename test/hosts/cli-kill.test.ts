import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { collect, isAlive, settlementsOf, workersOf, type SettlementLine } from '../support/cli.ts';
import { bundledCorpus, INDEX_DIR, MODEL_DIR, temporaryFolder } from '../support/knowledge.ts';
import { builtDist } from '../support/project.ts';

const ON_LINUX = { skip: process.platform !== 'linux' && 'finds the workers through /proc' };

/** 200 different questions, from the sheets. */
function batchFile(t: TestContext): { path: string; questions: Map<string, string> } {
  const texts = [...new Set(bundledCorpus().fiches.flatMap(({ questions }) => questions))].slice(0, 200);
  const questions = new Map(texts.map((question, at) => [`q${at}`, question]));
  const path = join(temporaryFolder(t), 'questions.jsonl');
  writeFileSync(path, [...questions].map(([id, question]) => JSON.stringify({ id, question })).join('\n'));
  return { path, questions };
}

/**
 * An index of our own, for all workers of all runs: the one of the checkout is built anew whenever somebody changes a sheet, and a
 * worker that was replaced meanwhile would answer from another one than its neighbour.
 */
function ownResources(t: TestContext): string {
  const resources = temporaryFolder(t);
  cpSync(INDEX_DIR, join(resources, 'index'), { recursive: true });
  symlinkSync(dirname(MODEL_DIR), join(resources, 'models'));
  return resources;
}

/** Starts the built command line on a batch. It has time: a machine that is busy with other things must not look like a worker that hangs. */
function startBatch(t: TestContext, resources: string, path: string): ChildProcess {
  const patience = ['timeouts.answer_s=120', 'timeouts.question_s=170'].flatMap((option) => ['--option', option]);
  const args = ['ask', '--json', '--batch', path, '--workers', '2', ...patience];
  const cli = spawn(process.execPath, [join(builtDist(), 'hosts/cli.js'), ...args], {
    env: { ...process.env, OHADA_RESOURCES: resources },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A worker that a failing test has left stopped would keep our pipes open for ever.
  t.after(() => {
    const workers = workersOf(cli.pid ?? 0);
    cli.kill('SIGKILL');
    for (const pid of workers) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  return cli;
}

/** Resolves when the process has written so many lines to stdout, or has ended. */
function linesWritten(child: ChildProcess, count: number): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    let lines = 0;
    const onData = (text: string): void => {
      lines += text.split('\n').length - 1;
      if (lines < count) return;
      child.stdout?.off('data', onData);
      resolve();
    };
    child.stdout?.setEncoding('utf8').on('data', onData);
    child.once('close', () => resolve());
  });
}

async function eventually(what: string, condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    if (condition()) return;
    await delay(25);
  }
  assert.fail(what);
}

/** Takes a worker in the middle of a question: stopped while the others go on, it cannot finish; then killed. */
async function killMidQuestion(cli: ChildProcess): Promise<void> {
  const [worker] = workersOf(cli.pid ?? 0);
  assert(worker, 'a worker is there');
  process.kill(worker, 'SIGSTOP');
  await linesWritten(cli, 8);
  process.kill(worker, 'SIGKILL');
}

const essence = ({ id, question, status, answer, entries, citations }: SettlementLine): unknown => [
  id,
  question,
  status,
  answer,
  entries,
  citations,
];

describe('a real batch of 200 questions', ON_LINUX, () => {
  it('loses nothing and repeats nothing while workers are killed with kill -9 in mid-question', async (t) => {
    const { path, questions } = batchFile(t);
    const resources = ownResources(t);
    const undisturbed = await collect(startBatch(t, resources, path));
    const cli = startBatch(t, resources, path);
    const ended = collect(cli);
    await linesWritten(cli, 20);
    const first = workersOf(cli.pid ?? 0);
    assert.equal(first.length, 2);
    await killMidQuestion(cli);
    await linesWritten(cli, 30);
    await killMidQuestion(cli);
    const { stdout, stderr, code } = await ended;
    const settled = settlementsOf(stdout);
    assert.equal(settled.length, 200, stderr);
    assert.equal(new Set(settled.map(({ id }) => id)).size, 200);
    for (const { id, question } of settled) assert.equal(question, questions.get(id));
    const before = new Map(settlementsOf(undisturbed.stdout).map((line) => [line.id, essence(line)]));
    for (const line of settled) assert.deepEqual(essence(line), before.get(line.id), 'each has the answer it has in peace');
    assert.deepEqual([undisturbed.code, code], [0, 0]);
  });

  it('is answered to the end when every worker is killed at once', async (t) => {
    const { path } = batchFile(t);
    const cli = startBatch(t, ownResources(t), path);
    const ended = collect(cli);
    await linesWritten(cli, 20);
    for (const worker of workersOf(cli.pid ?? 0)) process.kill(worker, 'SIGKILL');
    const { stdout, code } = await ended;
    const settled = settlementsOf(stdout);
    assert.deepEqual([code, settled.length, new Set(settled.map(({ id }) => id)).size], [0, 200, 200]);
  });

  it('leaves no worker behind when the command line itself is killed', async (t) => {
    const { path } = batchFile(t);
    const cli = startBatch(t, ownResources(t), path);
    const ended = collect(cli);
    await linesWritten(cli, 20);
    const workers = workersOf(cli.pid ?? 0);
    assert.equal(workers.length, 2);
    cli.kill('SIGKILL');
    await eventually('the workers end', () => workers.every((pid) => !isAlive(pid)));
    const { stderr } = await ended;
    assert.doesNotMatch(stderr, /\n {4}at /, 'they end quietly');
  });
});
