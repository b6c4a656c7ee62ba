import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineStatus } from '../../core/contract.ts';
import { LEXICAL_ONLY_FR } from '../../core/messages.fr.ts';
import { isAlive } from '../support/cli.ts';
import { bundledCorpus, temporaryFolder } from '../support/knowledge.ts';
import { builtDist, ROOT } from '../support/project.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

const QUESTIONS = [...new Set(bundledCorpus().fiches.flatMap(({ questions }) => questions))];

/** A running server with its own configuration. */
async function serve(t: TestContext, options: string[], env: NodeJS.ProcessEnv = {}): Promise<WebShellProcess> {
  const args = options.flatMap((option) => ['--option', option]);
  const shell = await startServe({ args, env });
  t.after(() => shell.stop());
  return shell;
}

/** Different questions under ids of their own. */
const batch = (count: number, prefix = 'q') =>
  QUESTIONS.slice(0, count).map((question, at) => ({ id: `${prefix}${at}`, question }));

const pids = ({ workers }: EngineStatus): (number | null)[] => workers.map(({ pid }) => pid);

async function until(shell: WebShellProcess, condition: (status: EngineStatus) => boolean): Promise<EngineStatus> {
  for (const end = performance.now() + 60_000; performance.now() < end; await delay(50)) {
    const status = await shell.status();
    if (condition(status)) return status;
  }
  return assert.fail(`never: ${JSON.stringify(await shell.status())}`);
}

const resize = (shell: WebShellProcess, body: unknown) =>
  shell.call({
    method: 'PUT',
    path: '/api/workers',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Settles all of them; each exactly once, and with an answer or an honest refusal. */
async function allAnswered(
  shell: WebShellProcess,
  questions: { id: string; question: string }[],
  meanwhile: () => Promise<void>,
) {
  const events = await shell.events();
  await shell.submit(questions);
  await meanwhile();
  const settled = await events.settled(questions.map(({ id }) => id));
  events.close();
  assert.equal(settled.length, questions.length, 'each settles once');
  for (const { id, status, failure } of settled) assert.match(status, /^(answered|no_answer)$/, `${id} ${failure?.message}`);
  return settled;
}

describe('real workers', () => {
  it('are recycled under load, and no question is lost or answered twice', async (t) => {
    const shell = await serve(t, ['workers.count=2', 'workers.recycle_after_questions=25', 'timeouts.question_s=120']);
    const first = await shell.status();
    // A fresh worker takes its time to open on a busy machine: the load lasts until each place has seen three.
    let last = first;
    let asked = 0;
    for (; last.workers.some(({ recycled }) => recycled < 2); last = await shell.status()) {
      assert(asked < 3_000, `never: ${JSON.stringify(last)}`);
      await allAnswered(shell, batch(asked + 150).slice(asked), async () => {});
      asked += 150;
    }
    assert(last.workers.every(({ restarts }) => restarts === 0));
    assert.equal(
      last.workers.reduce((sum, { answered }) => sum + answered, 0),
      asked,
    );
    for (const pid of pids(first))
      assert(pid !== null && !pids(last).includes(pid) && !isAlive(pid), 'the first ones have ended');
  });

  it('are added and taken away under load, and no question is lost or answered twice', async (t) => {
    const shell = await serve(t, ['workers.count=1', 'timeouts.question_s=120']);
    await allAnswered(shell, batch(300), async () => {
      for (const workers of [3, 1, 2]) {
        assert.equal((await resize(shell, { workers })).status, 200);
        await until(
          shell,
          (status) => status.workers.length === workers && status.workers.every(({ state }) => /idle|busy/.test(state)),
        );
      }
    });
    const { workers } = await shell.status();
    assert.equal(workers.length, 2);
  });

  it('cannot be resized to nonsense', async (t) => {
    const shell = await serve(t, ['workers.count=1']);
    for (const body of [
      { workers: 0 },
      { workers: 17 },
      { workers: 1.5 },
      { workers: '2' },
      {},
      { workers: 2, more: 1 },
      [],
      null,
    ]) {
      const reply = await resize(shell, body);
      assert.deepEqual([reply.status, reply.json().failure.kind], [400, 'body_invalid'], JSON.stringify(body));
    }
    assert.equal((await shell.call({ method: 'PUT', path: '/api/workers', authorised: false })).status, 401);
    assert.equal((await shell.status()).workers.length, 1);
  });
});

/** What can be wrong with the model, and what the status then says. */
const WITHOUT_MODEL: [what: string, kind: RegExp, env: (t: TestContext) => NodeJS.ProcessEnv][] = [
  ['no model folder', /introuvable/, (t) => ({ OHADA_RESOURCES: resources(t) })],
  [
    'a model cut short',
    /abîmé/,
    (t) => {
      const folder = resources(t);
      cpSync(join(ROOT, 'resources/models'), join(folder, 'models'), { recursive: true });
      truncateSync(join(folder, 'models/ohada-statique-v1/onnx/model.onnx'), 1_000);
      return { OHADA_RESOURCES: folder };
    },
  ],
  ['no ONNX Runtime', /ONNX Runtime/, (t) => ({ NODE_OPTIONS: `--import=${withoutOnnx(t)}` })],
];

/** Resources with the real index and no model. */
function resources(t: TestContext): string {
  const folder = join(temporaryFolder(t), 'données été');
  mkdirSync(folder);
  symlinkSync(join(ROOT, 'resources/index'), join(folder, 'index'));
  return folder;
}

/** A module for `--import` under which every process finds no ONNX Runtime, as where its binary is missing. */
function withoutOnnx(t: TestContext): string {
  const file = join(temporaryFolder(t), 'without-onnx.mjs');
  writeFileSync(
    file,
    `import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('onnxruntime-node')) throw new Error('Cannot find onnxruntime_binding.node');
    return next(specifier, context);
  },
});`,
  );
  return pathToFileURL(file).href;
}

/** What can be wrong with the native part of hnswlib, which compares vectors. */
const WITHOUT_HNSWLIB: [what: string, damage: (binary: string) => void][] = [
  ['no hnswlib binary', (binary) => rmSync(binary)],
  ['an hnswlib binary of another system', (binary) => writeFileSync(binary, Buffer.from('feedfacf0c000001', 'hex'))],
];

/** The built application with its own copy of hnswlib; every other module is the real one. Returns its dist folder. */
function withOwnHnswlib(t: TestContext, damage: (binary: string) => void): string {
  const folder = temporaryFolder(t);
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== 'hnswlib-node') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  cpSync(join(ROOT, 'node_modules/hnswlib-node'), join(modules, 'hnswlib-node'), { recursive: true });
  damage(join(modules, 'hnswlib-node/build/Release/addon.node'));
  cpSync(builtDist(), join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'resources'), join(folder, 'resources'), 'junction');
  return join(folder, 'dist');
}

describe('without its model, or what compares vectors', () => {
  const cases = [
    ...WITHOUT_MODEL.map(([what, says, env]) => ({ what, says, start: (t: TestContext) => ({ env: env(t) }) })),
    ...WITHOUT_HNSWLIB.map(([what, damage]) => ({
      what,
      says: /hnswlib/,
      start: (t: TestContext) => ({ dist: withOwnHnswlib(t, damage) }),
    })),
  ];
  for (const { what, says, start } of cases) {
    it(`(${what}) the application answers by words, and says so in the answer and in its status`, async (t) => {
      const shell = await startServe({ args: ['--option', 'workers.count=1'], ...start(t) });
      t.after(() => shell.stop());
      const status = await shell.status();
      assert.deepEqual([status.failure, status.workers[0]?.search], [null, 'lexical']);
      assert.deepEqual(
        status.warnings.map(({ kind }) => kind),
        ['lexical_only'],
      );
      assert.match(status.warnings[0]?.message ?? '', says);
      const [settlement] = await allAnswered(shell, [{ id: 'a', question: 'Quel compte pour un loyer ?' }], async () => {});
      assert.equal(settlement?.status, 'answered');
      assert.match(settlement.answer, /\b6222\b/);
      assert(settlement.answer.endsWith(LEXICAL_ONLY_FR));
    });
  }

  it('comes back by itself once the model is there again', async (t) => {
    const folder = resources(t);
    const shell = await serve(t, ['workers.count=1', 'workers.retry_after_s=1'], { OHADA_RESOURCES: folder });
    assert.equal((await shell.status()).workers[0]?.search, 'lexical');
    symlinkSync(join(ROOT, 'resources/models'), join(folder, 'models'));
    await delay(1_100);
    await allAnswered(shell, batch(1), async () => {});
    const { warnings } = await until(shell, ({ workers }) => workers[0]?.search === 'hybrid');
    assert.deepEqual(warnings, []);
    const [settlement] = await allAnswered(shell, batch(1, 'again'), async () => {});
    assert(settlement && !settlement.cached && !settlement.answer.includes(LEXICAL_ONLY_FR));
  });
});

describe('a model that is not needed for a while', () => {
  it('is released and loaded again for the next question', async (t) => {
    const shell = await serve(t, ['workers.count=1', 'workers.warm_start=false', 'embedder.idle_release_minutes=0.005']);
    for (const round of ['a', 'b', 'c']) {
      const [settlement] = await allAnswered(
        shell,
        [{ id: round, question: `Quel compte pour ${round} loyers ?` }],
        async () => {},
      );
      assert((settlement?.timings.semantic_ms ?? 0) > 0 && !settlement?.answer.includes(LEXICAL_ONLY_FR));
      assert((settlement?.timings.embed_ms ?? 0) > 5, 'the model was loaded for this question');
      await delay(600);
    }
  });
});
