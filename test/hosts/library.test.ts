import assert from 'node:assert/strict';
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { QuestionState } from '../../core/domain/question.ts';
import { LIBRARY_FILE } from '../../core/library/contract.ts';
import { bundledCorpus, temporaryFolder } from '../support/knowledge.ts';
import { canMount, diskFolder } from '../support/mount.ts';
import { startServe, type WebShellProcess } from '../support/web-shell.ts';

/** Different questions, so that none is answered from the cache. */
const questionsOf = (count: number): { id: string; question: string }[] =>
  [...new Set(bundledCorpus().fiches.flatMap(({ questions }) => questions))]
    .slice(0, count)
    .map((question, at) => ({ id: `q${at}`, question }));

const on = (dataDir: string, ...options: string[]): Promise<WebShellProcess> =>
  startServe({ env: { OHADA_DATA: dataDir }, args: ['workers.count=1', ...options].flatMap((option) => ['--option', option]) });

async function libraryOf(shell: WebShellProcess) {
  const { library } = await shell.status();
  assert(library);
  return library;
}

async function eventually<T>(what: string, look: () => Promise<T | false>): Promise<T> {
  for (const end = performance.now() + 30_000; performance.now() < end; await delay(30)) {
    const found = await look();
    if (found !== false) return found;
  }
  return assert.fail(what);
}

function killHard(shell: WebShellProcess): Promise<unknown> {
  shell.child.kill('SIGKILL');
  return shell.ended;
}

async function settledAfterRestart(shell: WebShellProcess, ids: string[]): Promise<string[]> {
  return eventually('the rest is answered', async () => {
    const { queue } = await shell.status();
    if (queue.waiting + queue.running > 0) return false;
    const settled: string[] = [];
    for (const id of ids) {
      const reply = await shell.call({ path: `/api/questions/${id}` });
      if (reply.status === 200 && reply.json<{ status?: string }>().status !== undefined) settled.push(id);
    }
    return settled;
  });
}

describe('a server killed with kill -9', () => {
  it('in the middle of many questions: after the restart the rest is answered, and nothing twice', async (t) => {
    const dataDir = join(temporaryFolder(t), 'Données de l’été');
    const questions = questionsOf(400);
    const first = await on(dataDir);
    const events = await first.events();
    assert.equal((await first.submit(questions)).status, 202);
    await events.until(() => events.settlements().length >= 60);
    await killHard(first);
    const before = new Set(events.settlements().map(({ id }) => id));
    assert(before.size < 400);
    const second = await on(dataDir);
    t.after(() => second.stop());
    const after = await settledAfterRestart(
      second,
      questions.map(({ id }) => id),
    );
    assert.deepEqual(
      after.filter((id) => before.has(id)),
      [],
      'answered twice',
    );
    assert.deepEqual(
      questions.map(({ id }) => id).filter((id) => !before.has(id) && !after.includes(id)),
      [],
      'lost',
    );
    const open = await libraryOf(second);
    assert.equal(open.questions, 0);
  });

  it('gives the page its questions back, through several deaths', async (t) => {
    const dataDir = temporaryFolder(t);
    const page = { 'sec-fetch-site': 'same-origin' };
    const questions = questionsOf(600);
    let shell = await on(dataDir);
    assert.equal((await shell.post(JSON.stringify({ questions }), page)).status, 202);
    await eventually('kept', async () => (await libraryOf(shell)).questions > 0);
    for (let deaths = 0; deaths < 2; deaths++) {
      await killHard(shell);
      shell = await on(dataDir);
    }
    const last = shell;
    t.after(() => last.stop());
    const recovered = await eventually('recovered', async () => {
      const states = (await last.call({ path: '/api/recovered' })).json<QuestionState[]>();
      return states.length > 0 && states.every(({ state }) => state === 'settled') && states;
    });
    for (const state of recovered) assert.equal(state.recovered, true);
    assert.equal((await libraryOf(last)).questions, 0);
  });
});

describe('a server whose library worker is killed', () => {
  it('answers on, and starts another that knows every open question', async (t) => {
    const shell = await on(temporaryFolder(t));
    t.after(() => shell.stop());
    const questions = questionsOf(200);
    const events = await shell.events();
    await shell.submit(questions);
    for (let deaths = 0; deaths < 3; deaths++) {
      const { pid } = await eventually('open', async () => {
        const library = await libraryOf(shell);
        return library.state === 'open' && library.pid !== null && library;
      });
      process.kill(pid ?? 0, 'SIGKILL');
      await eventually('noticed', async () => (await libraryOf(shell)).restarts > deaths);
    }
    const settled = await events.settled(questions.map(({ id }) => id));
    assert.equal(settled.length, 200);
    assert(settled.every(({ status }) => status === 'answered' || status === 'no_answer'));
    await eventually('all is written', async () => {
      const { state, questions: open, unwritten } = await libraryOf(shell);
      return state === 'open' && open === 0 && unwritten === 0;
    });
  });
});

describe('vectors of questions', () => {
  it('are kept across starts, shared, and change no answer', async (t) => {
    const dataDir = temporaryFolder(t);
    const questions = questionsOf(30);
    const answersOf = async (shell: WebShellProcess): Promise<unknown[]> => {
      const events = await shell.events();
      await shell.submit(questions);
      const settled = await events.settled(questions.map(({ id }) => id));
      return settled
        .map(({ id, answer, citations, confidence }) => ({ id, answer, citations, confidence }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    };
    const first = await on(dataDir);
    const computed = await answersOf(first);
    await eventually('kept', async () => ((await libraryOf(first)).vectors.kept ?? 0) >= 25);
    await first.stop();
    const second = await on(dataDir);
    t.after(() => second.stop());
    assert.deepEqual(await answersOf(second), computed);
    const { hits, hit_rate } = (await libraryOf(second)).vectors;
    assert(hits >= 25 && hit_rate > 0.8, `${hits} found, ${hit_rate}`);
  });
});

describe('the user is told', () => {
  const warning = async (shell: WebShellProcess): Promise<string> =>
    eventually('warned', async () => {
      const { warnings } = await shell.status();
      return warnings.find(({ kind }) => kind === 'library')?.message ?? false;
    });

  async function withDamage(t: TestContext): Promise<string> {
    const dataDir = temporaryFolder(t);
    const first = await on(dataDir, 'library.backup_minutes=0.01');
    await first.submit(questionsOf(3));
    await eventually('backed up', async () => ((await libraryOf(first)).report?.backups ?? 0) > 0);
    await first.stop();
    return dataDir;
  }

  it('that the database was damaged, what took its place and where the damaged file is', async (t) => {
    const dataDir = await withDamage(t);
    const path = join(dataDir, LIBRARY_FILE);
    truncateSync(path, statSync(path).size - 5_000);
    const shell = await on(dataDir);
    t.after(() => shell.stop());
    assert.match(
      await warning(shell),
      /abîmé : la sauvegarde « sauvegardes\/utilisateur-\d+-.* » a pris sa place\. .* « utilisateur-abime-/,
    );
    assert(readdirSync(dataDir).some((name) => name.startsWith('utilisateur-abime-')));
  });

  it('that another instance has the folder; both answer', async (t) => {
    const dataDir = temporaryFolder(t);
    const [first, second] = [await on(dataDir), await on(dataDir)];
    t.after(() => Promise.all([first.stop(), second.stop()]));
    const shells = [first, second];
    const told = await Promise.race(shells.map(warning));
    assert.match(told, /utilise déjà ce dossier/);
    for (const shell of shells) {
      const events = await shell.events();
      await shell.submit(questionsOf(2));
      assert((await events.settled(['q0', 'q1'])).every(({ status }) => status === 'answered' || status === 'no_answer'));
    }
  });

  it('that the folder cannot be written; questions are answered', { skip: !canMount() && 'needs a mount' }, async (t) => {
    const shell = await on(diskFolder(t, 'ohada-lecture-seule-', 'ro'));
    t.after(() => shell.stop());
    assert.match(await warning(shell), /ne peut pas être écrit/);
    const events = await shell.events();
    await shell.submit(questionsOf(2));
    assert.equal((await events.settled(['q0', 'q1'])).length, 2);
  });
});
