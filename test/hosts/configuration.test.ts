import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { temporaryFolder } from '../support/knowledge.ts';
import { runCli, startServe } from '../support/web-shell.ts';

/** A data folder whose configuration is this text. */
function dataFolder(t: TestContext, configuration: string): string {
  const folder = join(temporaryFolder(t), 'Données de l’été');
  mkdirSync(folder);
  writeFileSync(join(folder, 'concurrency.yaml'), configuration);
  return folder;
}

it('the file in the data folder applies, and a flag wins over it', async (t) => {
  const OHADA_DATA = dataFolder(t, 'workers:\n  count: 3\nserver:\n  body_mb: 1\n');
  const shell = await startServe({ env: { OHADA_DATA } });
  t.after(() => shell.stop());
  assert.equal((await shell.status()).workers.length, 3);
  const half = { question: 'a'.repeat(600_000) };
  const tooLarge = JSON.stringify({ questions: [half, half] });
  assert.equal((await shell.post(tooLarge)).status, 413);
  const other = await startServe({ args: ['--option', 'workers.count=1', '--option', 'server.body_mb=2'], env: { OHADA_DATA } });
  t.after(() => other.stop());
  assert.equal((await other.status()).workers.length, 1);
  assert.equal((await other.post(tooLarge)).status, 202);
});

it('a file with mistakes ends a command with status 2, each mistake on a line of its own', async (t) => {
  const OHADA_DATA = dataFolder(t, 'workers:\n  count: 99\n  conut: 2\n');
  for (const args of [['ask', 'Quel compte pour un loyer ?'], ['serve'], ['eval:answers']]) {
    const { code, stdout, stderr } = await runCli(args, { OHADA_DATA });
    assert.deepEqual([code, stdout], [2, ''], stderr);
    const lines = stderr.trim().split('\n');
    assert.equal(lines.length, 2, stderr);
    for (const line of lines) assert(line.startsWith(join(OHADA_DATA, 'concurrency.yaml')), line);
    assert.match(stderr, /« workers\.count » attend auto ou un nombre entier de 1 à 16, pas 99\./);
    assert.match(stderr, /clé inconnue : « workers\.conut »/);
  }
});

it('a wrong flag ends a command with status 2 and says how it should look', async () => {
  for (const option of ['workers.count', 'workers.count=0', 'nothing.at=all']) {
    const { code, stdout, stderr } = await runCli(['ask', '--option', option, 'Quel compte pour un loyer ?']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^--option : .+\.\n$/);
  }
});

it('a data folder whose path leads through a file: nothing is configured or kept there, and that is told; questions are answered', async (t) => {
  const file = join(temporaryFolder(t), 'fichier');
  writeFileSync(file, '');
  const OHADA_DATA = join(file, 'données');
  const shell = await startServe({ args: ['--option', 'workers.count=1'], env: { OHADA_DATA } });
  t.after(() => shell.stop());
  const events = await shell.events();
  await shell.submit([{ id: 'a', question: 'Quel compte pour un loyer ?' }]);
  assert.equal((await events.settled(['a']))[0]?.status, 'answered');
  assert.match((await shell.status()).warnings[0]?.message ?? '', /dossier de vos données ne peut pas être écrit/);
});
