import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { QuestionState } from '../../core/domain/question.ts';
import type { Settlement } from '../../core/domain/settlement.ts';
import { temporaryFolder } from '../support/knowledge.ts';
import { startServe, type EventReader, type WebShellProcess } from '../support/web-shell.ts';

const RUNNING = { id: 'running', question: 'Quel compte pour un loyer ?' };
const WAITING = [
  { id: 'w1', question: 'Comment enregistrer un emprunt bancaire ?' },
  { id: 'w2', question: 'Comment comptabiliser un salaire ?' },
];

const NO_SIGNALS = process.platform === 'win32';

interface Busy {
  shell: WebShellProcess;
  events: EventReader;
  /** The only worker, which is stopped and has the first question. */
  worker: number;
}

const on = async (t: TestContext, dataDir: string, graceS: number): Promise<WebShellProcess> => {
  const options = ['workers.count=1', 'timeouts.answer_s=120', 'timeouts.question_s=120', `timeouts.close_s=${graceS}`];
  const shell = await startServe({ env: { OHADA_DATA: dataDir }, args: options.flatMap((option) => ['--option', option]) });
  t.after(() => shell.child.kill('SIGKILL'));
  return shell;
};

/** A server whose worker has a question and says nothing, while others wait. */
async function busy(t: TestContext, dataDir: string, graceS: number): Promise<Busy> {
  const shell = await on(t, dataDir, graceS);
  const worker = (await shell.status()).workers[0]?.pid ?? 0;
  process.kill(worker, 'SIGSTOP');
  t.after(() => {
    try {
      process.kill(worker, 'SIGKILL');
    } catch {
      // It ended with its server.
    }
  });
  const events = await shell.events();
  await shell.submit([RUNNING, ...WAITING]);
  await events.until(() => events.of('running').some(({ state }) => state === 'running'));
  while ((await shell.status()).library?.questions !== 3) await delay(20);
  return { shell, events, worker };
}

const outcome = ({ id, status, failure }: Settlement): string => `${id} ${failure?.kind ?? status}`;

/** What became of a question in another run: its outcome, or null when that one was not asked it. */
async function inNextRun(shell: WebShellProcess, id: string): Promise<string | null> {
  for (;;) {
    const reply = await shell.call({ path: `/api/questions/${id}` });
    if (reply.status === 404) return null;
    const now = reply.json<QuestionState | Settlement>();
    if ('status' in now) return now.status;
    await delay(20);
  }
}

describe('a server asked to stop while questions run', { skip: NO_SIGNALS }, () => {
  it('answers what runs over the open streams, hands back what waits, takes nothing more, then ends', async (t) => {
    const dataDir = temporaryFolder(t);
    const { shell, events, worker } = await busy(t, dataDir, 60);
    const { library } = await shell.status();
    // As Ctrl-C does in a terminal: every process of the application gets it.
    for (const pid of [worker, library?.pid ?? 0, shell.child.pid ?? 0]) process.kill(pid, 'SIGINT');
    const handedBack = await events.settled(['w1', 'w2']);
    assert.deepEqual(handedBack.map(outcome), ['w1 closing', 'w2 closing']);

    const refused = await shell.submit([{ id: 'late', question: 'Quel compte pour un achat ?' }]);
    assert.deepEqual([refused.status, refused.json().failure.kind], [503, 'closing']);
    assert.equal((await shell.call({ path: '/health', authorised: false })).status, 503);
    const still = await shell.call({ path: '/api/questions/running' });
    assert.deepEqual([still.status, still.json<QuestionState>().state], [200, 'running']);

    process.kill(worker, 'SIGCONT');
    assert.deepEqual((await events.settled(['running'])).map(outcome), ['running answered']);
    assert.equal((await shell.ended).code, 0);
    await events.ended;

    const next = await on(t, dataDir, 3);
    assert.deepEqual(
      [await inNextRun(next, 'w1'), await inNextRun(next, 'w2'), await inNextRun(next, 'running')],
      ['answered', 'answered', null],
    );
  });

  it('hands back what is not answered in the time it is given', async (t) => {
    const dataDir = temporaryFolder(t);
    const { shell, events, worker } = await busy(t, dataDir, 1);
    const asked = performance.now();
    assert.equal((await shell.stop()).code, 0);
    assert(performance.now() - asked >= 1_000);
    await events.ended;
    assert.deepEqual(events.settlements().map(outcome).sort(), ['running closing', 'w1 closing', 'w2 closing']);
    assert.throws(() => process.kill(worker, 0), 'a worker survived');
    const next = await on(t, dataDir, 3);
    assert.equal(await inNextRun(next, 'running'), 'answered');
  });

  it('asked a second time, ends at once; the questions are asked again', async (t) => {
    const dataDir = temporaryFolder(t);
    const { shell, events, worker } = await busy(t, dataDir, 60);
    const exit = once(shell.child, 'exit');
    shell.child.kill('SIGTERM');
    await events.settled(['w1', 'w2']);
    // What comes close together is one wish to stop: from a terminal and from npm, for one Ctrl-C.
    shell.child.kill('SIGINT');
    await delay(1_000);
    assert.equal(shell.child.exitCode, null);
    shell.child.kill('SIGINT');
    assert.deepEqual(await exit, [null, 'SIGINT']);
    process.kill(worker, 'SIGKILL');
    const next = await on(t, dataDir, 3);
    assert.equal(await inNextRun(next, 'running'), 'answered');
    assert.equal(await inNextRun(next, 'w1'), 'answered');
  });
});
