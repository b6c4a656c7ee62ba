import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { launchDouble } from '../electron/launch-double.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

type Line = Record<string, unknown> & { event: string; level: string };

const QUESTION = 'Quel compte pour le loyer du bureau de Ouagadougou ?';

function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ohada-journal-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  return folder;
}

const read = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const serveWith = (OHADA_DATA: string, ...options: string[]): Promise<WebShellProcess> =>
  startServe({ env: { OHADA_DATA }, args: options.flatMap((option) => ['--option', option]) });

async function ask(shell: WebShellProcess, question: string, count = 1): Promise<void> {
  const events = await shell.events();
  const ids = Array.from({ length: count }, (_, at) => `j${at}`);
  await shell.submit(ids.map((id, at) => ({ id, question: count === 1 ? question : `${question} ${at}` })));
  await events.settled(ids);
  events.close();
}

test('the server keeps a journal: processes, questions with their times, the end; no word of a question', async (t) => {
  const data = dataFolder(t);
  const shell = await serveWith(data);
  await ask(shell, QUESTION);
  await shell.stop();
  const file = join(data, 'logs', 'serveur.log');
  const lines = read(file);
  assert.deepEqual(
    [lines[0]?.event, lines.find(({ event }) => event === 'process_started')?.['entry']],
    ['starting', 'question.worker'],
  );
  const settled = lines.find(({ event }) => event === 'question_settled');
  assert.deepEqual(
    [settled?.level, settled?.['id'], settled?.['status'], settled?.['length']],
    ['info', 'j0', 'answered', QUESTION.length],
  );
  assert.ok(Number(settled?.['total_ms']) > 0 && Number(settled?.['answer_ms']) > 0);
  assert.match(String(settled?.['time']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.ok(lines.some(({ event }) => event === 'closing'));
  assert.ok(
    lines.every(({ level }) => level === 'info'),
    'an ordinary run has no warning',
  );
  assert.doesNotMatch(readFileSync(file, 'utf8'), /loyer|Ouagadougou|6222/);
  if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o077, 0, 'for the user only');
});

test('the text of questions is written once the configuration says so', async (t) => {
  const data = dataFolder(t);
  const shell = await serveWith(data, 'logs.question_text=true');
  await ask(shell, QUESTION);
  await shell.stop();
  const settled = read(join(data, 'logs', 'serveur.log')).find(({ event }) => event === 'question_settled');
  assert.equal(settled?.['question'], QUESTION);
  assert.ok(String(settled?.['answer']).length > 10);
});

test('files are put aside by size, and only so many are kept', async (t) => {
  const data = dataFolder(t);
  const shell = await serveWith(data, 'logs.size_mb=0.02', 'logs.files=2');
  await ask(shell, 'Quel compte pour un achat de marchandises numéro', 400);
  await shell.stop();
  const folder = join(data, 'logs');
  assert.deepEqual(readdirSync(folder).sort(), ['serveur.1.log', 'serveur.2.log', 'serveur.log']);
  for (const name of ['serveur.1.log', 'serveur.2.log']) {
    const { size } = statSync(join(folder, name));
    assert.ok(size > 15_000 && size < 60_000, `${name}: ${size}`);
    read(join(folder, name));
  }
});

test('a killed worker and an alert are in the journal as warnings', { skip: process.platform === 'win32' }, async (t) => {
  const data = dataFolder(t);
  const shell = await serveWith(data, 'monitoring.every_s=0.1', 'alerts.restarts=1', 'logs.level=warn');
  const { workers } = await shell.status();
  process.kill(workers[0]?.pid ?? 0, 'SIGKILL');
  for (const end = performance.now() + 20_000; (await shell.status()).alerts.length === 0; await delay(50))
    assert.ok(performance.now() < end);
  await shell.stop();
  const lines = read(join(data, 'logs', 'serveur.log'));
  assert.deepEqual(
    lines.slice(0, 2).map(({ event, level }) => [event, level]),
    [
      ['process_exited', 'warn'],
      ['alert_raised', 'warn'],
    ],
  );
  assert.deepEqual([lines[0]?.['pid'], lines[0]?.['signal']], [workers[0]?.pid, 'SIGKILL']);
  assert.deepEqual([lines[1]?.['rule'], lines[1]?.['value']], ['restarts', 1]);
});

test('where no journal can be written, questions are answered all the same, and stderr says so once', async (t) => {
  const data = dataFolder(t);
  writeFileSync(join(data, 'logs'), 'a file where the folder should be');
  const shell = await serveWith(data);
  await ask(shell, QUESTION);
  const { stderr, code } = await shell.stop();
  assert.equal(code, 0);
  assert.equal(stderr.match(/Le journal .* ne peut pas être écrit/g)?.length, 1);
});

test('the window keeps its own journal', async (t) => {
  const userData = dataFolder(t);
  const run = launchDouble({ userData });
  t.after(() => run.close());
  const page = await run.page();
  await page.getByRole('textbox').fill(QUESTION);
  await page.getByRole('textbox').press('Enter');
  await page
    .getByText(/Répondu/)
    .first()
    .waitFor();
  await run.close();
  const events = read(join(userData, 'logs', 'bureau.log')).map(({ event }) => event);
  for (const event of ['starting', 'process_started', 'question_settled', 'closing', 'process_exited'])
    assert.ok(events.includes(event), event);
});
