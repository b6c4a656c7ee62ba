import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { BatchOutput } from '../../hosts/cli/batch-output.ts';
import { collect, runCli, settlementsOf, startCli } from '../support/cli.ts';
import { bundledCorpus, temporaryFolder } from '../support/knowledge.ts';
import { canMount, diskFolder, resizeDisk } from '../support/mount.ts';

function batch(t: TestContext, count: number): { path: string; output: string; ids: string[] } {
  const folder = temporaryFolder(t);
  const texts = [...new Set(bundledCorpus().fiches.flatMap(({ questions }) => questions))].slice(0, count);
  const lines = texts.map((question, at) => JSON.stringify({ id: `q${at}`, question }));
  const path = join(folder, 'questions.jsonl');
  writeFileSync(path, lines.join('\n'));
  return { path, output: join(folder, 'réponses de l’été.jsonl'), ids: texts.map((_, at) => `q${at}`) };
}

const idsIn = (output: string): string[] => settlementsOf(readFileSync(output, 'utf8')).map(({ id }) => id);

describe('ask --batch --output', () => {
  it('killed with kill -9 and started again: every question is answered once', async (t) => {
    const { path, output, ids } = batch(t, 300);
    const args = ['ask', '--batch', path, '--output', output, '--workers', '1'];
    const first = startCli(args);
    const ended = collect(first);
    while (!existsSync(output) || readFileSync(output, 'utf8').split('\n').length < 40) await delay(2);
    first.kill('SIGKILL');
    await ended;
    const before = readFileSync(output, 'utf8').split('\n').length - 1;
    assert(before < 300, `${before} before the end`);
    // As if it had died in the middle of a line.
    appendFileSync(output, '{"id":"q2');
    const second = await runCli(args);
    assert.equal(second.code, 0, second.stderr);
    assert.equal(second.stdout, '');
    assert.match(second.stderr, new RegExp(`${before} réponses sont déjà`));
    assert.deepEqual(idsIn(output).sort(), [...ids].sort());
  });

  it('counts repeated lines, and refuses a file that holds something else', async (t) => {
    const { path, output } = batch(t, 1);
    const [line = ''] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [line, line, 'pas du JSON'].join('\n'));
    const args = ['ask', '--batch', path, '--output', output];
    await runCli(args);
    assert.equal(idsIn(output).length, 3);
    await runCli(args);
    assert.equal(idsIn(output).length, 3, 'nothing is left to do');
    writeFileSync(output, 'Mes notes\n');
    const refused = await runCli(args);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /ne peut pas recevoir les réponses/);
    assert.equal(readFileSync(output, 'utf8'), 'Mes notes\n');
  });

  it(
    'takes nothing more once a line could not be written; started again, it goes on there',
    { skip: !canMount() && 'needs a mount' },
    (t) => {
      const folder = diskFolder(t, 'ohada-lot-', 'size=64k');
      const line = (id: number): string => JSON.stringify({ id: `${id}`, question: 'x'.repeat(1_000), status: 'answered' });
      const output = new BatchOutput(join(folder, 'r.jsonl'));
      let written = 0;
      assert.throws(() => {
        for (; written < 1_000; written++) output.write(line(written));
      }, /ne peut pas recevoir les réponses/);
      assert(written > 10 && written < 1_000);
      resizeDisk(folder, '1m');
      assert.throws(() => output.write(line(written + 1)), /ne peut pas recevoir les réponses/);
      assert.equal(new BatchOutput(join(folder, 'r.jsonl')).left, written);
    },
  );
});
