import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import Database from 'better-sqlite3';
import { LIBRARY_FILE, type LibraryOptions } from '../../core/library/contract.ts';
import { BACKUP_FOLDER, backupsOf } from '../../workers/library/backups.ts';
import { temporaryFolder } from '../support/knowledge.ts';
import { canMount, diskFolder, resizeDisk } from '../support/mount.ts';
import { EVERY, filledFolder, kept, keptVector, LibraryBench } from '../support/library.ts';

function overwrite(path: string, from: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, from);
  closeSync(file);
}

const asides = (folder: string): string[] => readdirSync(folder).filter((name) => /^utilisateur-abime-\d{4}-/.test(name));

async function assertRecovered(t: TestContext, folder: string): Promise<LibraryBench> {
  const bench = new LibraryBench(t, folder, EVERY);
  const { recovery, report } = await bench.until(({ state }) => state === 'open');
  assert(recovery?.backup, 'restored from a backup');
  assert(existsSync(join(folder, recovery.aside)), 'the damaged file is kept');
  assert.equal(asides(folder).filter((name) => name.endsWith('.sqlite')).length, 1);
  assert.equal(report?.vectors, 300);
  assert.equal(bench.leftOver.length, 50, 'the questions are asked again');
  bench.client.accepted(kept('new'));
  await bench.written();
  return bench;
}

describe('a damaged user database', () => {
  it('whose first page is overwritten is put aside, and the last backup takes its place', async (t) => {
    const folder = await filledFolder(t);
    overwrite(join(folder, LIBRARY_FILE), 0, 200);
    await assertRecovered(t, folder);
  });

  it('with flipped bytes in the middle is noticed at the start', async (t) => {
    const folder = await filledFolder(t);
    const path = join(folder, LIBRARY_FILE);
    for (let page = 2; page < statSync(path).size / 4_096; page += 3) overwrite(path, page * 4_096, 64);
    await assertRecovered(t, folder);
  });

  it('that was cut, also to nothing, is restored', async (t) => {
    for (const size of [10_000, 0]) {
      const folder = await filledFolder(t);
      truncateSync(join(folder, LIBRARY_FILE), size);
      await assertRecovered(t, folder);
    }
  });

  it('is restored from an older backup when the newest is damaged too, and begun anew without any', async (t) => {
    const folder = await filledFolder(t);
    const [newest = '', ...older] = backupsOf(folder);
    overwrite(join(folder, BACKUP_FOLDER, newest), 4_096, 4_096 * 3);
    overwrite(join(folder, LIBRARY_FILE), 0, 200);
    const bench = await assertRecovered(t, folder);
    assert.equal(bench.client.status().recovery?.backup, `${BACKUP_FOLDER}/${older[0]}`);
    await bench.client.close();
    for (const name of backupsOf(folder)) overwrite(join(folder, BACKUP_FOLDER, name), 0, 100);
    overwrite(join(folder, LIBRARY_FILE), 0, 200);
    const anew = new LibraryBench(t, folder);
    const { recovery, report } = await anew.until(({ state }) => state === 'open');
    assert.equal(recovery?.backup, null);
    assert.equal(report?.vectors, 0);
  });

  describe('found damaged while it is used is replaced at once, with every question that is open', () => {
    /** Everything but the first page, of a database that was filled; the first 20 of its 50 questions are answered by then. */
    async function damagedInUse(t: TestContext, options: Partial<LibraryOptions>): Promise<LibraryBench> {
      const folder = await filledFolder(t);
      const bench = new LibraryBench(t, folder, options);
      await bench.written();
      for (const { id } of bench.leftOver.slice(0, 20)) bench.client.settled(id);
      await bench.written();
      const path = join(folder, LIBRARY_FILE);
      forgetCachedPages(path);
      overwrite(path, 4_096, statSync(path).size - 4_096);
      return bench;
    }

    /** SQLite reads a file anew once another connection has written to it. */
    function forgetCachedPages(path: string): void {
      const db = new Database(path);
      db.pragma(`user_version = ${db.pragma('user_version', { simple: true }) as number}`);
      db.close();
    }

    async function assertReplaced(t: TestContext, bench: LibraryBench): Promise<void> {
      const { recovery } = await bench.until((status) => status.recovery !== null);
      assert(recovery?.backup, 'restored from a backup');
      assert.deepEqual(
        asides(bench.dataDir).filter((name) => name.endsWith('.sqlite')),
        [recovery.aside],
        'the damaged file is kept, once',
      );
      assert.equal(bench.client.status().report?.vectors, 300);
      bench.client.accepted(kept('late'));
      await bench.written();
      await bench.client.close();
      const after = new LibraryBench(t, bench.dataDir);
      await after.written();
      assert.equal(after.client.status().recovery, null, 'what took its place is sound');
      assert.deepEqual(
        after.leftOver.map(({ id }) => id).sort(),
        [...Array.from({ length: 30 }, (_, at) => `q${20 + at}`), 'late'].sort(),
      );
    }

    it('by what is written', async (t) => {
      const bench = await damagedInUse(t, { ...EVERY, backups: 0 });
      bench.client.keep([keptVector(5)]);
      await assertReplaced(t, bench);
    });

    it('by the check before a backup, while nothing is written', async (t) => {
      await assertReplaced(t, await damagedInUse(t, EVERY));
    });
  });
});

describe('a data folder that cannot be written', () => {
  const asNobody = (worker: string) =>
    spawn(process.execPath, [worker], {
      uid: 65_534,
      gid: 65_534,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  const isRoot = process.getuid?.() === 0;

  it('is told, harms no question, and is written once it can be', { skip: isRoot ? false : 'needs root' }, async (t) => {
    const folder = temporaryFolder(t);
    chmodSync(folder, 0o555);
    const bench = new LibraryBench(t, folder, {}, { command: asNobody });
    const { failure } = await bench.until(({ state }) => state === 'degraded');
    assert.equal(failure?.kind, 'library_unwritable');
    bench.client.accepted(kept('a'));
    chownSync(folder, 65_534, 65_534);
    chmodSync(folder, 0o755);
    await bench.written();
    await bench.client.close();
    const after = new LibraryBench(t, folder);
    await after.written();
    assert.equal(after.leftOver.length, 1);
  });

  it(
    'whose disk is full is told; everything is written once there is room',
    { skip: canMount() ? false : 'no mount' },
    async (t) => {
      const folder = diskFolder(t, 'ohada-disk-', 'size=600k');
      const bench = new LibraryBench(t, folder, { vectors: 100_000 });
      await bench.written();
      bench.client.accepted(kept('before'));
      await bench.written();
      for (let at = 0; at < 1_500; at++) bench.client.keep([keptVector(at)]);
      const { failure } = await bench.until(({ state }) => state === 'degraded');
      assert.equal(failure?.kind, 'library_full');
      bench.client.accepted(kept('during'));
      bench.client.settled('before');
      resizeDisk(folder, '20m');
      await bench.written();
      await bench.client.close();
      const after = new LibraryBench(t, folder);
      await after.written();
      assert.deepEqual(
        after.leftOver.map(({ id }) => id),
        ['during'],
      );
      assert.equal(after.client.status().report?.vectors, 1_500);
      await after.client.close();
    },
  );

  it('that is moved away while it is used costs nothing but what was to be kept', async (t) => {
    const parent = temporaryFolder(t);
    const folder = join(parent, 'données');
    const bench = new LibraryBench(t, folder, { backups: 2, backupEveryMs: 50 });
    bench.client.accepted(kept('a'));
    await bench.written();
    renameSync(folder, join(parent, 'ailleurs'));
    bench.client.accepted(kept('b'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(bench.client.status().questions, 2);
    await bench.client.close();
    const after = new LibraryBench(t, join(parent, 'ailleurs'));
    await after.written();
    assert.deepEqual(after.leftOver.map(({ id }) => id).slice(0, 1), ['a']);
  });

  it('that holds something else under the names is told', async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, LIBRARY_FILE));
    const bench = new LibraryBench(t, folder);
    assert.equal((await bench.until(({ state }) => state === 'degraded')).failure?.kind, 'library_unwritable');
  });
});
