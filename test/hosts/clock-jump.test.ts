import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { MonitoringReport } from '../../core/monitoring/report.ts';
import { temporaryFolder } from '../support/knowledge.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

const DAY_MS = 86_400_000;
const DEADLINE_MS = 3_000;
const BURST = 4;

const OPTIONS = [
  'workers.count=1',
  `timeouts.question_s=${DEADLINE_MS / 1_000}`,
  'timeouts.answer_s=60',
  'cache.ttl_minutes=60',
  'limits.questions_per_minute=1',
  `limits.questions_burst=${BURST}`,
  'monitoring.every_s=0.2',
];

const NO_SIGNALS = process.platform === 'win32';

/** A module for `--import` under which the date of every process is as far off as the file says. */
function dateHook(folder: string, offsetFile: string): string {
  const file = join(folder, 'date.mjs');
  writeFileSync(
    file,
    `import { readFileSync } from 'node:fs';
const Real = Date;
const now = () => Real.now() + Number(readFileSync(${JSON.stringify(offsetFile)}, 'utf8') || 0);
globalThis.Date = class Date extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }
  static now() {
    return now();
  }
};`,
  );
  return pathToFileURL(file).href;
}

interface Server {
  shell: WebShellProcess;
  jump: (byMs: number) => void;
  /** What was logged last, in milliseconds since the epoch by the server's own date. */
  dateInLog: () => number;
}

async function serverWithDate(t: TestContext): Promise<Server> {
  const dataDir = temporaryFolder(t);
  const offsetFile = join(dataDir, 'offset');
  writeFileSync(offsetFile, '0');
  const env = { OHADA_DATA: dataDir, NODE_OPTIONS: `--import=${dateHook(dataDir, offsetFile)}` };
  const shell = await startServe({ args: OPTIONS.flatMap((option) => ['--option', option]), env });
  t.after(() => shell.child.kill('SIGKILL'));
  return {
    shell,
    jump: (byMs) => writeFileSync(offsetFile, String(byMs)),
    dateInLog: () => {
      const last = readFileSync(join(dataDir, 'logs/serveur.log'), 'utf8').trimEnd().split('\n').at(-1) ?? '';
      return Date.parse((JSON.parse(last) as { time: string }).time);
    },
  };
}

for (const [what, jumpMs] of [
  ['forward', DAY_MS],
  ['backward', -DAY_MS],
] as const) {
  test(
    `the date set a day ${what} while questions wait changes no deadline, rate or kept answer`,
    { skip: NO_SIGNALS },
    async (t) => {
      const { shell, jump, dateInLog } = await serverWithDate(t);
      const events = await shell.events();
      await shell.submit([{ id: 'kept', question: 'Quel compte pour un loyer ?' }]);
      assert.equal((await events.settled(['kept']))[0]?.cached, false);

      // One is with the worker, which says nothing; one waits. Both have their deadline before them.
      const worker = (await shell.status()).workers[0]?.pid ?? 0;
      process.kill(worker, 'SIGSTOP');
      const asked = performance.now();
      await shell.submit([
        { id: 'running', question: 'Comment enregistrer un emprunt bancaire ?' },
        { id: 'waiting', question: 'Comment comptabiliser un salaire ?' },
      ]);
      jump(jumpMs);
      await delay(DEADLINE_MS / 3);
      assert.equal(events.settlements().length, 1, 'a day has not passed');
      const late = await events.settled(['running', 'waiting']);
      const waited = performance.now() - asked;
      process.kill(worker, 'SIGCONT');
      assert.deepEqual(
        late.map(({ status }) => status),
        ['timed_out', 'timed_out'],
      );
      for (const { timings } of late)
        assert(timings.total_ms >= DEADLINE_MS - 5 && timings.total_ms <= waited, `${timings.total_ms} of ${waited} ms`);

      await shell.submit([{ id: 'kept-again', question: 'Quel compte pour un loyer ?' }]);
      assert.equal((await events.settled(['kept-again']))[0]?.cached, true);

      // The burst is used up: a day more would have filled it, a day less would make it wait for one.
      const refused = await shell.submit([{ id: 'too-many', question: 'Quel compte pour un achat ?' }]);
      assert.equal(refused.status, 429);
      const retryAfter = Number(refused.headers['retry-after']);
      assert(retryAfter > 0 && retryAfter <= 60, `Retry-After: ${retryAfter}`);

      const { samples } = (await shell.call({ path: '/api/monitoring' })).json<MonitoringReport>();
      assert(samples.length > 0 && JSON.stringify(samples).match(/:-\d/) === null, 'no time runs backwards');
      assert.equal((await shell.stop()).code, 0);
      // The date did jump, in the server itself.
      assert(Math.abs(dateInLog() - Date.now() - jumpMs) < DAY_MS / 2, new Date(dateInLog()).toISOString());
    },
  );
}
