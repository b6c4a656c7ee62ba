import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { migrate } from '../../workers/library/schema.ts';
import { LIBRARY_SQL } from '../../workers/library/statements.ts';
import { openReadOnly } from '../../workers/store/open-index.ts';
import { DATABASE_FILE } from '../../workers/store/schema.ts';
import { INDEX_SQL } from '../../workers/store/statements.ts';
import { INDEX_DIR } from '../support/knowledge.ts';

/** Steps of the plan of a statement; parameters count as unknown. */
function plan(db: Database.Database, sql: string): string[] {
  const rows = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
  const parameters = Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => null);
  return rows.all(...parameters).map(({ detail }) => detail);
}

/** FTS5's vocabulary sets this bit of its plan's number when it looks one term up. */
const TERM_LOOKED_UP = 0x100;

/** A whole table is read where a step scans; a virtual table has an index of its own. */
function readsAll(step: string): boolean {
  if (!step.startsWith('SCAN')) return false;
  const [, number = '0'] = /VIRTUAL TABLE INDEX (\d+)/.exec(step) ?? [];
  return (Number(number) & TERM_LOOKED_UP) === 0;
}

describe('statements asked with every question', () => {
  const index = openReadOnly(join(INDEX_DIR, DATABASE_FILE));
  const library = new Database(':memory:');
  migrate(library);
  after(() => (index.close(), library.close()));

  for (const [name, sql] of Object.entries(INDEX_SQL)) {
    it(`find their rows in the index by an index: ${name}`, () => {
      const steps = plan(index, sql);
      assert(steps.length > 0);
      assert.deepEqual(steps.filter(readsAll), [], steps.join('\n'));
    });
  }

  for (const [name, sql] of Object.entries(LIBRARY_SQL)) {
    it(`find their rows in the user’s database by an index: ${name}`, () => {
      assert.deepEqual(plan(library, sql).filter(readsAll), []);
    });
  }

  it('are judged by a check that can fail', () => {
    assert(plan(index, 'SELECT id FROM document WHERE title = ?').some(readsAll));
    assert(plan(index, 'SELECT * FROM document_words').some(readsAll));
  });
});

describe('read-only connections', () => {
  it('are sized as configured and cannot write', () => {
    const db = openReadOnly(join(INDEX_DIR, DATABASE_FILE), { mmapMb: 5, cacheMb: 3 });
    assert.equal(db.pragma('mmap_size', { simple: true }), 5 * 2 ** 20);
    assert.equal(db.pragma('cache_size', { simple: true }), -3 * 1024);
    assert.throws(() => db.exec('DELETE FROM document'), /readonly/);
    db.close();
  });
});
