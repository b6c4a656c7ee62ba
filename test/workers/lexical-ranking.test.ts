import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { analyse } from '../../workers/analysis/analyser.ts';
import type { IndexDocument } from '../../workers/indexing/documents.ts';
import { lexicalSearch } from '../../workers/retrieval/lexical-search.ts';
import { openIndexStore } from '../../workers/store/open-index.ts';
import { writeDatabase } from '../../workers/store/write-index.ts';

const FILLER = 'Texte de remplissage sans rapport avec quoi que ce soit, page après page, ligne après ligne.';

describe('lexical ranking', () => {
  let dir = '';
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'ohada-ranking-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Keys of the documents found, best first; documents are given as [title, body]. */
  function ranking(question: string, documents: Record<string, [title: string, body: string]>): string[] {
    const all = Object.entries(documents).map(([key, [title, body]]) => documentOf(key, title, body));
    const path = join(dir, 'ranking.sqlite');
    rmSync(path, { force: true });
    writeDatabase(
      path,
      all.map((document) => ({ document, passages: [] })),
      new Map(),
    );
    const store = openIndexStore(path);
    try {
      const search = (): string[] => lexicalSearch(store, analyse(question), 10).map(({ id }) => all[id - 1]?.key ?? '?');
      const first = search();
      assert.deepEqual(search(), first, 'the same when asked again');
      return first;
    } finally {
      store.close();
    }
  }

  it('puts a document with all the words before one with few of them often', () => {
    const found = ranking('caution bail locaux', {
      often: ['Divers', 'caution caution caution caution caution caution'],
      all: ['Divers', 'caution versée au titre du bail des locaux'],
      other: ['Divers', FILLER],
    });
    assert.deepEqual(found, ['all', 'often']);
  });

  it('does not let a long body drown a title', () => {
    const found = ranking('amortissement', {
      body: ['Divers', `amortissement amortissement ${FILLER.repeat(20)}`],
      title: ['Amortissement', FILLER.repeat(60)],
      other: ['Divers', FILLER],
    });
    assert.deepEqual(found, ['title', 'body']);
  });

  it('prefers a rare word to a common one', () => {
    const found = ranking('compte séquestre', {
      common: ['Divers', 'le compte du client'],
      rare: ['Divers', 'le séquestre du client'],
      a: ['Divers', 'un compte'],
      b: ['Divers', 'autre compte'],
    });
    assert.equal(found[0], 'rare');
  });

  it('prefers the word as written among words of one stem', () => {
    const found = ranking('amortissements', {
      singular: ['Divers', 'un amortissement à faire'],
      plural: ['Divers', 'des amortissements à faire'],
    });
    assert.deepEqual(found, ['plural', 'singular']);
  });

  it('finds an empty index empty', () => assert.deepEqual(ranking('compte', {}), []));
});

function documentOf(key: string, title: string, body: string): IndexDocument {
  return { key, kind: 'texte', title, reference: '', words: [], questions: [], body, comptes: [], data: {} };
}
