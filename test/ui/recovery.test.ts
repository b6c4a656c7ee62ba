import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { fr } from '../../renderer/i18n/fr.ts';
import { bundledCorpus, temporaryFolder } from '../support/knowledge.ts';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../support/chromium.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';
import { Desk } from './desk.ts';

const WAITING = 30;
/** The first question takes at least so long: shorter waits are not shown. */
const FIRST_TAKES_MS = 1_500;

/** A stopped worker must not be taken for hung, nor its questions for late. */
const OPTIONS = ['workers.count=1', 'timeouts.answer_s=120', 'timeouts.question_s=120'];

const on = (dataDir: string): Promise<WebShellProcess> =>
  startServe({ env: { OHADA_DATA: dataDir }, args: OPTIONS.flatMap((option) => ['--option', option]) });

async function eventually(what: string, look: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; !(await look()); await delay(30)) assert(performance.now() < end, what);
}

async function newPage(t: TestContext): Promise<Page> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS });
  t.after(() => browser.close());
  return browser.newPage({ viewport: { width: 1200, height: 820 } });
}

async function openOn(page: Page, { origin, token }: WebShellProcess): Promise<Desk> {
  await page.goto(`${origin}/#token=${token}`);
  const desk = new Desk(page);
  await desk.box.waitFor();
  return desk;
}

/** The only worker's process. */
async function workerOf(shell: WebShellProcess): Promise<number> {
  const { workers } = await shell.status();
  assert(workers[0]?.pid);
  return workers[0].pid;
}

/** Place and estimated seconds of every row that shows both. */
async function waits(desk: Desk): Promise<{ position: number; seconds: number }[]> {
  const shown = new RegExp(
    fr.state.queuedFor.replace('{{position}}', '(?<position>\\d+)').replace('{{wait}}', '(?<count>\\d+)\\s(?<unit>s|min)'),
  );
  return (await desk.rows.allTextContents()).flatMap((text) => {
    const { position, count, unit } = shown.exec(text)?.groups ?? {};
    return position ? [{ position: Number(position), seconds: Number(count) * (unit === 'min' ? 60 : 1) }] : [];
  });
}

/** Asks one question of a worker that is stopped for a while: from then on the engine knows how long one takes. */
async function askSlowly(desk: Desk, worker: number, question: string): Promise<void> {
  process.kill(worker, 'SIGSTOP');
  await desk.ask(question);
  await desk.rowsIn([fr.state.running]).waitFor();
  await delay(FIRST_TAKES_MS);
  process.kill(worker, 'SIGCONT');
  await desk.allSettled(1);
}

const NO_SIGNALS = process.platform === 'win32';

test('waiting questions show place and wait; after kill -9 they come back', { skip: NO_SIGNALS }, async (t) => {
  const dataDir = temporaryFolder(t);
  const [first = '', ...others] = new Set(bundledCorpus().fiches.flatMap(({ questions }) => questions));
  const waiting = others.slice(0, WAITING);
  const shell = await on(dataDir);
  t.after(() => shell.child.kill('SIGKILL'));
  const page = await newPage(t);
  const desk = await openOn(page, shell);
  const worker = await workerOf(shell);
  t.after(() => endHard(worker));
  await askSlowly(desk, worker, first);

  process.kill(worker, 'SIGSTOP');
  await desk.ask(...waiting);
  await desk.rowsIn([fr.state.running]).waitFor();
  await eventually('places and waits are shown', async () => (await waits(desk)).length === WAITING - 1);
  const { service_ms } = (await shell.status()).queue;
  assert(service_ms !== null && service_ms >= FIRST_TAKES_MS, String(service_ms));
  for (const { position, seconds } of await waits(desk)) {
    const expected = Math.ceil(Math.round(service_ms * position) / 1_000);
    assert.equal(seconds, expected < 90 ? expected : Math.ceil(expected / 60) * 60, `position ${position}`);
  }
  assert.deepEqual(
    (await waits(desk)).map(({ position }) => position),
    Array.from({ length: WAITING - 1 }, (_, at) => at + 1),
  );

  // Whoever stands behind a question that is given up moves forward.
  await desk.rows.nth(1).click();
  await desk.detailButton(fr.detail.cancel).click();
  await eventually('all move forward', async () => {
    const positions = (await waits(desk)).map(({ position }) => position);
    return positions.join() === Array.from({ length: WAITING - 2 }, (_, at) => at + 1).join();
  });

  await eventually('all are kept', async () => (await shell.status()).library?.questions === WAITING - 1);
  shell.child.kill('SIGKILL');
  // It holds the server's output open.
  process.kill(worker, 'SIGKILL');
  await shell.ended;

  const second = await on(dataDir);
  t.after(() => second.stop());
  const again = await openOn(page, second);
  const title = fr.list.recovered_other.replace('{{count}}', String(WAITING - 1)).split('{{time}}')[0] ?? '';
  await page.getByText(title).waitFor();
  await again.allSettled(WAITING - 1);
  const rows = await again.rows.allTextContents();
  const shown = waiting.filter((question) => rows.some((row) => plain(row).startsWith(plain(question))));
  // Not the first, which was answered, nor the one given up.
  assert.deepEqual(
    shown,
    waiting.filter((_, at) => at !== 1),
  );
  assert.equal(rows.length, WAITING - 1);
  assert.equal(await again.rowsIn([fr.state.answered]).count(), WAITING - 1);
});

/** Ends a process that may be stopped, or gone. */
function endHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone.
  }
}

/** Unbreakable spaces are the page's own typography; blanks are compared as one. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');
