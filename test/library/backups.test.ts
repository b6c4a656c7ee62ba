import assert from 'node:assert/strict';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { LIBRARY_FILE } from '../../core/library/contract.ts';
import { BACKUP_FOLDER, backupsOf, isBackupDue } from '../../workers/library/backups.ts';
import { migrate } from '../../workers/library/schema.ts';
import { temporaryFolder } from '../support/knowledge.ts';
import { filledFolder, kept, LibraryBench } from '../support/library.ts';

describe('backups', () => {
  it('are sound, counted, and no more than asked for', async (t) => {
    const folder = temporaryFolder(t);
    const bench = new LibraryBench(t, folder, { backups: 2, backupEveryMs: 60 });
    bench.client.accepted(kept('a'));
    await bench.until(() => backupsOf(folder).some((name) => name.startsWith('utilisateur-0004-')));
    await bench.client.close();
    const names = backupsOf(folder);
    assert.equal(names.length, 2);
    assert.deepEqual(readdirSync(join(folder, BACKUP_FOLDER)).sort(), [...names].sort(), 'nothing half done stays');
    for (const name of names) {
      const db = new Database(join(folder, BACKUP_FOLDER, name), { readonly: true });
      assert.equal(db.pragma('integrity_check', { simple: true }), 'ok');
      assert.equal(db.prepare('SELECT count(*) FROM question').pluck().get(), 1);
      db.close();
    }
  });

  it('are due by their age, also when the clock jumped forwards or back', () => {
    const day = 86_400_000;
    assert.equal(isBackupDue(null, 0, day), true);
    assert.equal(isBackupDue(1_000, 1_000 + day - 1, day), false);
    assert.equal(isBackupDue(1_000, 1_000 + day, day), true);
    assert.equal(isBackupDue(400 * day, 2 * day, day), true, 'a backup from the future says nothing');
  });

  it('keep their order when the clock jumps: the newest is the last one made', async (t) => {
    const folder = await filledFolder(t);
    const [newest = ''] = backupsOf(folder);
    utimesSync(join(folder, BACKUP_FOLDER, newest), 0, 0);
    const old = join(folder, BACKUP_FOLDER, 'utilisateur-0001-2099-01-01T00-00-00.sqlite');
    writeFileSync(old, 'not the newest');
    assert.equal(backupsOf(folder)[0], newest);
  });
});

describe('versions of the database', () => {
  it('are brought forward step by step, and a newer one is left alone', async (t) => {
    const folder = await filledFolder(t);
    const path = join(folder, LIBRARY_FILE);
    const db = new Database(path);
    db.pragma('user_version = 99');
    db.pragma('journal_mode = DELETE');
    db.close();
    const bench = new LibraryBench(t, folder);
    const { failure } = await bench.until(({ state }) => state === 'degraded');
    assert.deepEqual(failure, { kind: 'library_newer', detail: '99' });
    await bench.client.close();
    const after = new Database(path, { readonly: true });
    assert.equal(after.prepare('SELECT count(*) FROM question').pluck().get(), 50);
    after.close();
  });

  it('take each step whole or not at all', () => {
    const db = new Database(':memory:');
    const steps = ['CREATE TABLE a (x) ', 'CREATE TABLE b (x); CREATE TABLE a (x)'];
    assert.throws(() => migrate(db, steps), /already exists/);
    assert.equal(db.pragma('user_version', { simple: true }), 1);
    assert.deepEqual(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all(), ['a']);
    migrate(db, [steps[0] ?? '', 'CREATE TABLE b (x)']);
    assert.equal(db.pragma('user_version', { simple: true }), 2);
    db.close();
  });
});
