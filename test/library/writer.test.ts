import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { LIBRARY_FILE } from '../../core/library/contract.ts';
import { temporaryFolder } from '../support/knowledge.ts';
import { kept, keptVector, LibraryBench } from '../support/library.ts';
import { isAlive } from '../support/cli.ts';

const open = (dataDir: string): Database.Database => new Database(join(dataDir, LIBRARY_FILE), { readonly: true });

function idsIn(dataDir: string): string[] {
  const db = open(dataDir);
  try {
    assert.equal(db.pragma('integrity_check', { simple: true }), 'ok');
    return db.prepare<[], string>('SELECT id FROM question ORDER BY sequence').pluck().all();
  } finally {
    db.close();
  }
}

describe('the library worker', () => {
  it('keeps what was accepted and not answered for the next run, once, in order', async (t) => {
    const folder = temporaryFolder(t);
    const first = new LibraryBench(t, folder);
    for (const id of ['a', 'b', 'c', 'd']) first.client.accepted(kept(id));
    first.client.settled('b');
    await first.written();
    await first.client.close();
    const second = new LibraryBench(t, folder);
    await second.written();
    assert.deepEqual(
      second.leftOver.map(({ id, question, attempts }) => [id, question, attempts]),
      ['a', 'c', 'd'].map((id) => [id, `Question ${id} ?`, 0]),
    );
    for (const { id } of second.leftOver) second.client.settled(id);
    await second.written();
    await second.client.close();
    const third = new LibraryBench(t, folder);
    await third.written();
    assert.deepEqual(third.leftOver, []);
  });

  it('that is still opening: what is accepted is confirmed only once it survives the end of the application', async (t) => {
    const folder = temporaryFolder(t);
    const bench = new LibraryBench(t, folder);
    bench.worker.kill('SIGSTOP');
    bench.client.accepted(kept('early'));
    let isConfirmed = false;
    const confirmed = bench.client.kept().then(() => (isConfirmed = true));
    await delay(200);
    assert.equal(isConfirmed, false);
    bench.worker.kill('SIGCONT');
    await confirmed;
    const ended = once(bench.worker, 'exit');
    // As a host killed at this moment does.
    bench.worker.disconnect();
    await ended;
    assert.deepEqual(idsIn(folder), ['early']);
  });

  it('that cannot open, or not soon, keeps nobody from a confirmation', async (t) => {
    const folder = temporaryFolder(t);
    await new LibraryBench(t, folder).written();
    const second = new LibraryBench(t, folder);
    await second.client.kept();
    assert.equal(second.client.status().failure?.kind, 'library_busy');
    const hanging = new LibraryBench(t, temporaryFolder(t));
    hanging.worker.kill('SIGSTOP');
    await hanging.client.kept();
    assert.equal(hanging.client.status().state, 'starting');
  });

  it('counts how often the application died while a question was open, not how often it ended in good order', async (t) => {
    const folder = temporaryFolder(t);
    let bench = new LibraryBench(t, folder);
    bench.client.accepted(kept('a'));
    const attemptsAfter = async (end: (last: LibraryBench) => unknown): Promise<number | undefined> => {
      await bench.written();
      await end(bench);
      bench = new LibraryBench(t, folder);
      await bench.written();
      return bench.leftOver[0]?.attempts;
    };
    const close = (last: LibraryBench) => last.client.close();
    // The worker ends when its host is gone, and knows no more about it than this.
    const die = async (last: LibraryBench): Promise<void> => {
      last.worker.disconnect();
      await once(last.worker, 'exit');
      await last.client.close();
    };
    assert.deepEqual(
      [await attemptsAfter(close), await attemptsAfter(die), await attemptsAfter(close), await attemptsAfter(die)],
      [0, 1, 1, 2],
    );
  });

  it('killed with kill -9 again and again while it writes: nothing accepted is lost, nothing settled comes back', async (t) => {
    const folder = temporaryFolder(t);
    const bench = new LibraryBench(t, folder, {}, { restart: { max: 100, windowMs: 60_000, baseDelayMs: 1, retryAfterMs: 0 } });
    await bench.written();
    for (let at = 0; at < 3_000; at++) {
      bench.client.accepted(kept(`q${at}`));
      bench.client.keep([keptVector(at)]);
      if (at % 3 > 0) bench.client.settled(`q${at}`);
      if (at % 500 === 250) bench.worker.kill('SIGKILL');
      if (at % 50 === 0) await delay(5);
    }
    await bench.written();
    await bench.until(({ report }) => (report?.vectors ?? 0) === 1_000);
    assert(bench.processes.length >= 4, `${bench.processes.length} processes`);
    assert.deepEqual(idsIn(folder).sort(), Array.from({ length: 1_000 }, (_, at) => `q${at * 3}`).sort());
    assert.equal(bench.leftOver.length, 0, 'what this run has accepted is not left over');
  });

  it('writes what was sent although its host dies with kill -9 at the next moment', async (t) => {
    const folder = temporaryFolder(t);
    const bench = new LibraryBench(t, folder);
    await bench.written();
    const worker = bench.worker;
    for (let at = 0; at < 1_000; at++) bench.client.accepted(kept(`q${at}`));
    for (let at = 0; at < 500; at++) bench.client.settled(`q${at}`);
    await Promise.resolve();
    // As when the host dies: the channel closes behind what was sent, and nobody waits for replies.
    worker.disconnect();
    await once(worker, 'exit');
    assert.equal(idsIn(folder).length, 500);
  });

  it('is given up within the restart policy, and questions are not: what it missed is written once it is back', async (t) => {
    const folder = temporaryFolder(t);
    const bench = new LibraryBench(
      t,
      folder,
      {},
      { restart: { max: 2, windowMs: 60_000, baseDelayMs: 1, retryAfterMs: 0 }, retryMs: 300 },
    );
    await bench.written();
    for (let deaths = 0; deaths < 3; deaths++) {
      bench.worker.kill('SIGKILL');
      if (deaths < 2) await bench.until(({ restarts, state }) => restarts === deaths + 1 && state === 'open');
    }
    const { failure } = await bench.until(({ state }) => state === 'degraded');
    assert.equal(failure?.kind, 'library_lost');
    for (const id of ['a', 'b']) bench.client.accepted(kept(id));
    bench.client.settled('a');
    await bench.written();
    await bench.until(({ failure: now }) => now === null);
    assert.deepEqual(idsIn(folder), ['b']);
  });

  it('drops the oldest vectors beyond its bound', async (t) => {
    const folder = temporaryFolder(t);
    const bench = new LibraryBench(t, folder, { vectors: 100 });
    for (let at = 0; at < 250; at++) bench.client.keep([keptVector(at)]);
    await bench.written();
    await bench.client.close();
    const db = open(folder);
    const keys = db.prepare<[], Buffer>('SELECT key FROM vector ORDER BY number').pluck().all();
    db.close();
    assert.deepEqual(
      keys.map((key) => key.toString('hex')),
      Array.from({ length: 100 }, (_, at) => keptVector(150 + at).key),
    );
  });

  it('folds its log in although a reader reads for long, as soon as that ends', async (t) => {
    const folder = temporaryFolder(t);
    const bench = new LibraryBench(t, folder, { walMb: 0.2, vectors: 100_000 });
    await bench.written();
    const reader = open(folder);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM question').get();
    let next = 0;
    const write = async (): Promise<number> => {
      for (let at = 0; at < 200; at++) bench.client.keep([keptVector(next++)]);
      await bench.written();
      return bench.client.status().report?.wal_mb ?? 0;
    };
    for (let rounds = 0; rounds < 5; rounds++) await write();
    assert((await write()) > 0.5, 'held back by the reader');
    reader.exec('COMMIT');
    reader.close();
    for (const end = performance.now() + 15_000; (await write()) > 0.5; await delay(200))
      assert(performance.now() < end, 'the log is never folded in');
  });

  it('is the only one in its folder: a second instance says so, and takes over what the first leaves', async (t) => {
    const folder = temporaryFolder(t);
    const first = new LibraryBench(t, folder);
    first.client.accepted(kept('a'));
    await first.written();
    const second = new LibraryBench(t, folder);
    const { failure } = await second.until(({ state }) => state === 'degraded');
    assert.equal(failure?.kind, 'library_busy');
    second.client.accepted(kept('b'));
    assert.deepEqual(idsIn(folder), ['a'], 'untouched');
    await first.client.close();
    await second.written();
    for (let at = 0; at < 200 && !idsIn(folder).includes('b'); at++) await delay(10);
    assert.deepEqual(
      second.leftOver.map(({ id }) => id),
      ['a'],
    );
    assert.deepEqual(idsIn(folder).sort(), ['a', 'b']);
  });

  it('works in a folder whose path has spaces and accents, and in the same folder moved elsewhere', async (t) => {
    const parent = temporaryFolder(t);
    const folder = join(parent, 'Données de l’été', 'Société Générale');
    const first = new LibraryBench(t, folder);
    first.client.accepted(kept('a', 'Où va l’écart de conversion ?'));
    await first.written();
    await first.client.close();
    const { renameSync } = await import('node:fs');
    const moved = join(parent, 'déplacé');
    renameSync(folder, moved);
    const second = new LibraryBench(t, moved);
    await second.written();
    assert.equal(second.leftOver[0]?.question, 'Où va l’écart de conversion ?');
  });

  it('goes with its host', async (t) => {
    const bench = new LibraryBench(t, temporaryFolder(t));
    await bench.written();
    const { pid } = bench.worker;
    await bench.client.close();
    for (let at = 0; at < 200 && pid !== undefined && isAlive(pid); at++) await delay(10);
    assert(pid !== undefined && !isAlive(pid));
  });
});
