import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { analyse, contentTokens } from '../../workers/analysis/analyser.ts';
import { fuse } from '../../workers/retrieval/fusion.ts';
import { lexicalSearch } from '../../workers/retrieval/lexical-search.ts';
import { openIndexStore, type IndexStore } from '../../workers/store/open-index.ts';
import { DATABASE_FILE } from '../../workers/store/schema.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { INDEX_DIR } from '../support/knowledge.ts';
import { randomFrom } from '../support/random.ts';

describe('lexical search', () => {
  let store: IndexStore;
  before(() => {
    store = openIndexStore(join(INDEX_DIR, DATABASE_FILE));
  });
  after(() => store.close());

  const keys = (text: string, limit = 10): string[] =>
    lexicalSearch(store, analyse(text.normalize('NFC')), limit).map(({ id }) => store.document(id)?.key ?? '?');

  for (const text of HOSTILE) {
    it(`takes ${JSON.stringify(text.slice(0, 30))} for words, whatever it is`, () => {
      const found = lexicalSearch(store, analyse(text.normalize('NFC')), 20);
      assert(found.length <= 20);
      for (const { id, score } of found) assert(store.document(id) && Number.isFinite(score));
    });
  }

  it('finds the same with or without accents, apostrophes, ligatures and capitals', () => {
    const spellings = [
      ['dépréciation des créances', 'DEPRECIATION DES CREANCES', 'dépréciation des créances'.normalize('NFD')],
      ["main-d'œuvre", 'main d’oeuvre', 'MAIN-D’ŒUVRE'],
    ];
    for (const [first = '', ...others] of spellings) {
      assert(keys(first).length > 0, first);
      for (const other of others) assert.deepEqual(new Set(keys(other, 5)), new Set(keys(first, 5)), other);
    }
  });

  it('finds an account by its number', () => {
    for (const numero of ['571', '6011', '4452', '681']) assert(keys(numero).includes(`compte-${numero}`), numero);
  });

  it('is best first, without repeats, and repeats itself', () => {
    const tokens = analyse('achat de marchandises à crédit avec TVA');
    const found = lexicalSearch(store, tokens, 50);
    assert.deepEqual(found, lexicalSearch(store, tokens, 50));
    assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
    found.forEach(({ score }, at) => assert(at === 0 || score <= (found[at - 1]?.score ?? 0)));
    assert.deepEqual(lexicalSearch(store, tokens, 5), found.slice(0, 5));
  });

  it('finds nothing for nothing', () => {
    for (const text of ['', '?!', 'xyzzyx']) assert.deepEqual(keys(text), [], text);
  });

  it('leaves stop words out, unless there is nothing else', () => {
    const content = (text: string): string[] => contentTokens(analyse(text)).map(({ exact }) => exact);
    assert.deepEqual(content('quel est le compte de la caisse'), ['compte', 'caisse']);
    assert.deepEqual(content('qui est-ce'), ['qui', 'est', 'ce']);
  });
});

describe('fusion', () => {
  const ranking = (...ids: number[]) => ids.map((id, at) => ({ id, score: 100 - at }));

  it('does not depend on which list came first', () => {
    const random = randomFrom(7);
    for (let round = 0; round < 200; round++) {
      const lists = Array.from({ length: 3 }, () => ({
        ranking: ranking(...new Set(Array.from({ length: 10 }, () => random.below(15)))),
        weight: 1,
      }));
      const scores = (order: number[]) =>
        fuse(order.flatMap((at) => lists[at] ?? [])).map(({ id, score }) => [id, score.toFixed(12)]);
      const first = scores([0, 1, 2]);
      for (const order of [
        [0, 2, 1],
        [1, 0, 2],
        [2, 1, 0],
      ]) {
        assert.deepEqual(new Map(scores(order) as [number, string][]), new Map(first as [number, string][]));
      }
    }
  });

  it('puts first what both lists have first, with score 1', () => {
    const fused = fuse([
      { ranking: ranking(7, 1, 2), weight: 1 },
      { ranking: ranking(7, 3, 4), weight: 2 },
    ]);
    assert.equal(fused[0]?.id, 7);
    assert(Math.abs((fused[0]?.score ?? 0) - 1) < 1e-12);
    assert(fused.slice(1).every(({ score }) => score < 1 && score > 0));
  });

  it('lets one list stand alone, and breaks ties by id', () => {
    assert.deepEqual(
      fuse([{ ranking: ranking(5, 3, 9), weight: 1 }]).map(({ id }) => id),
      [5, 3, 9],
    );
    const tied = fuse([
      { ranking: ranking(8), weight: 1 },
      { ranking: ranking(2), weight: 1 },
    ]);
    assert.deepEqual(
      tied.map(({ id }) => id),
      [2, 8],
    );
    assert.deepEqual(fuse([{ ranking: [], weight: 1 }]), []);
  });
});
