import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startServe } from '../support/web-shell.ts';

const KIB = 1024;
/** No memory beyond what the process already has: the next growth of its heap ends it, as it would on a full machine. */
const starve = (pid: number): number | null => {
  const used = /^VmSize:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return spawnSync('prlimit', [`--pid=${pid}`, `--as=${Number(used) * KIB}`]).status;
};

const skip = process.platform !== 'linux' || spawnSync('prlimit', ['--version']).status !== 0 ? 'needs prlimit' : false;

test('a worker that runs out of memory is replaced, and no question is lost', { skip }, async (t) => {
  const shell = await startServe({ args: ['--option', 'workers.count=1'] });
  t.after(() => shell.stop());
  const events = await shell.events();
  const worker = async () => (await shell.status()).workers[0];
  const victim = await worker();
  assert(victim?.pid);
  assert.equal(starve(victim.pid), 0);
  // Long questions, each of its own kind: answers that do not fit into what is free.
  const questions = Array.from({ length: 120 }, (_, at) => ({
    id: `m${at}`,
    question: `Comment comptabiliser ${at} achats de marchandises, ${'loyer, banque, salaires, stocks, '.repeat(50)} ?`,
  }));
  await shell.submit(questions);
  const settled = await events.settled(questions.map(({ id }) => id));
  assert.equal(settled.length, questions.length);
  assert.deepEqual(
    settled
      .filter(({ status }) => status !== 'answered' && status !== 'no_answer')
      .map(({ status, failure }) => [status, failure]),
    [],
  );
  for (let tries = 0; tries < 100 && (await worker())?.pid === victim.pid; tries++) await delay(100);
  assert.notEqual((await worker())?.pid, victim.pid, 'the starved worker was not replaced');
  events.close();
});
