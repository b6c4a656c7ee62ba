import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { QuestionState } from '../../core/domain/question.ts';
import { FAILURE_SENTENCES_FR } from '../../core/messages.fr.ts';
import { temporaryFolder } from '../support/knowledge.ts';
import { runCli, startServe, type WebShellProcess } from '../support/web-shell.ts';

const DEADLY = { id: 'fatale', question: 'Comment comptabiliser une facture fatale ?' };
const HARMLESS = { id: 'autre', question: 'Quel compte pour un loyer ?' };
const ONE_WORKER = ['--option', 'workers.count=1'];

/** A module for `--import` under which the deadly question, once a worker gets it, ends the application with kill -9. */
function deadlyHook(t: TestContext): string {
  const file = join(temporaryFolder(t), 'deadly.mjs');
  writeFileSync(
    file,
    `const emit = process.emit;
process.emit = function (event, message, ...rest) {
  const isAsked = event === 'message' && process.argv[1].includes('question.worker');
  if (isAsked && JSON.stringify(message).includes('facture fatale')) process.kill(process.ppid, 'SIGKILL');
  return emit.call(this, event, message, ...rest);
};`,
  );
  return pathToFileURL(file).href;
}

const NO_KILL = process.platform === 'win32';

test(
  'a question that ends the application three times is not asked again, and says so',
  {
    skip: NO_KILL,
  },
  async (t) => {
    const env = { OHADA_DATA: temporaryFolder(t), NODE_OPTIONS: `--import=${deadlyHook(t)}` };
    const start = async (): Promise<WebShellProcess> => {
      const shell = await startServe({ args: ONE_WORKER, env });
      t.after(() => shell.child.kill('SIGKILL'));
      return shell;
    };
    const first = await start();
    while ((await first.status()).library?.state !== 'open') await delay(20);
    // As the page asks: the window must find it again. The server may be dead before it has replied.
    await first.post(JSON.stringify({ questions: [DEADLY] }), { 'sec-fetch-site': 'same-origin' }).catch(() => {});
    assert.equal((await first.ended).code, null);
    for (let death = 2; death <= 3; death++) {
      // Asked again, and again it ends everything.
      assert.equal((await runCli(['serve', ...ONE_WORKER], env)).code, null, `death ${death}`);
    }

    const last = await start();
    const settlement = (await last.call({ path: '/api/questions/fatale' })).json<{ status: string }>();
    assert.deepEqual(settlement, {
      ...settlement,
      id: 'fatale',
      status: 'failed',
      failure: { kind: 'given_up', message: FAILURE_SENTENCES_FR.given_up },
    });
    const states = (await last.call({ path: '/api/recovered' })).json<QuestionState[]>();
    assert.deepEqual(
      states.map(({ id, state, recovered }) => [id, state, recovered]),
      [['fatale', 'settled', true]],
    );
    const events = await last.events();
    await last.submit([HARMLESS]);
    assert.equal((await events.settled(['autre']))[0]?.status, 'answered');
    assert.equal((await last.status()).library?.questions, 0);
    assert.equal((await last.stop()).code, 0);

    const after = await start();
    assert.equal((await after.call({ path: '/api/questions/fatale' })).status, 404);
    assert.equal((await after.stop()).code, 0);
  },
);
