import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import hnswlib from 'hnswlib-node';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { VECTORS_FILE } from '../../workers/store/schema.ts';
import { isFlat, openFlat, writeFlat } from '../../workers/vectors/exact.ts';
import { openGraph, writeGraph } from '../../workers/vectors/hnsw.ts';
import { GRAPH_FROM, openVectors, writeVectors, type VectorIndex } from '../../workers/vectors/vectors.ts';
import { bundledCorpus, INDEX_DIR, MODEL_DIR, temporaryFolder } from '../support/knowledge.ts';
import { randomFrom } from '../support/random.ts';

const inner = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};

/** Share of the true ten nearest that `search` finds; one as near as the tenth counts, for texts come more than once. */
function recallAt10(all: Float32Array[], queries: Float32Array[], search: (query: Float32Array) => number[]): number {
  let found = 0;
  for (const query of queries) {
    const similarities = all.map((vector) => inner(vector, query));
    const tenth = similarities.toSorted((a, b) => b - a)[9] ?? 0;
    found += [...new Set(search(query))].filter((id) => (similarities[id - 1] ?? 0) >= tenth - 1e-5).length;
  }
  return found / (10 * queries.length);
}

function randomVectors(count: number, dimension: number, seed: number): Float32Array[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimension }, () => random.next() - 0.5);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

const ids = (index: VectorIndex, query: Float32Array): number[] => index.search(query, 10).map(({ id }) => id);

describe('vector index', () => {
  it('finds at least 99 % of what an exact scan of the bundled index finds', async () => {
    const loaded = await loadEmbedder(MODEL_DIR, 2);
    assert(loaded.ok);
    const { dimension } = loaded.value.card;
    const path = join(INDEX_DIR, VECTORS_FILE);
    const raw = new hnswlib.HierarchicalNSW('ip', dimension);
    raw.readIndexSync(path);
    const index = openVectors(path, dimension);
    assert(index.size > 5_000);
    const all = Array.from({ length: index.size }, (_, at) => Float32Array.from(raw.getPoint(at + 1)));
    const texts = bundledCorpus().fiches.map(({ corps }) => corps.split(/[.:]/)[1] ?? corps);
    const queries = await loaded.value.embed(texts.slice(0, 150), 'query');
    await loaded.value.dispose();
    const recall = recallAt10(all, queries, (query) => ids(index, query));
    assert(recall >= 0.99, `recall@10 ${recall}`);
    const asLoaded = recallAt10(all, queries, (query) => raw.searchKnn([...query], 10).neighbors);
    assert(asLoaded < recall, `a load alone searches too narrowly (${asLoaded}): setEf matters`);
  });

  for (const [form, write, open] of [
    ['graph', writeGraph, openGraph],
    ['exact scan', writeFlat, openFlat],
  ] as const) {
    it(`(${form}) gives back nearest first, with the inner product as similarity`, (t) => {
      const path = join(temporaryFolder(t), 'v');
      // 18 numbers: not a multiple of what is summed at once.
      const vectors = randomVectors(300, 18, 3);
      write(path, vectors, 18);
      const index = open(path, 18);
      const [query] = randomVectors(1, 18, 4);
      assert(query);
      const found = index.search(query, 300);
      assert.equal(found.length, 300);
      found.forEach(({ id, similarity }, at) => {
        assert(Math.abs(similarity - inner(vectors[id - 1] ?? [], query)) < 1e-5);
        assert(at === 0 || similarity <= (found[at - 1]?.similarity ?? 0));
      });
      assert.equal(index.search(query, 1_000).length, 300, 'never more than there are');
    });

    it(`(${form}) is the same file for the same vectors`, (t) => {
      const dir = temporaryFolder(t);
      for (const name of ['a', 'b']) write(join(dir, name), randomVectors(500, 8, 5), 8);
      assert(readFileSync(join(dir, 'a')).equals(readFileSync(join(dir, 'b'))));
    });

    it(`(${form}) may be empty, hold one vector, or vectors without direction`, (t) => {
      const path = join(temporaryFolder(t), 'v');
      write(path, [], 4);
      assert.deepEqual(open(path, 4).search(Float32Array.of(1, 0, 0, 0), 5), []);
      write(path, [Float32Array.of(0, 0, 0, 0)], 4);
      assert.deepEqual(open(path, 4).search(Float32Array.of(1, 0, 0, 0), 5), [{ id: 1, similarity: 0 }]);
    });
  }

  it('(exact scan) finds the very nearest, ties by id, whatever the count', (t) => {
    const path = join(temporaryFolder(t), 'v');
    const once = randomVectors(400, 16, 6);
    const vectors = [...once, ...once];
    writeFlat(path, vectors, 16);
    const index = openFlat(path, 16);
    for (const query of randomVectors(20, 16, 7)) {
      const expected = vectors
        .map((vector, at) => ({ id: at + 1, similarity: inner(vector, query) }))
        .sort((a, b) => (Math.abs(a.similarity - b.similarity) < 1e-9 ? a.id - b.id : b.similarity - a.similarity))
        .map(({ id }) => id);
      for (const count of [1, 2, 7, 400])
        assert.deepEqual(
          index.search(query, count).map(({ id }) => id),
          expected.slice(0, count),
        );
    }
  });

  it('is a graph from a size on, and scanned below it', (t) => {
    const dir = temporaryFolder(t);
    const vectors = randomVectors(GRAPH_FROM, 4, 8);
    const [few, many] = [join(dir, 'few'), join(dir, 'many')];
    writeVectors(few, vectors.slice(1), 4);
    writeVectors(many, vectors, 4);
    assert.deepEqual([isFlat(few), isFlat(many)], [true, false]);
    assert.deepEqual([openVectors(few, 4).size, openVectors(many, 4).size], [GRAPH_FROM - 1, GRAPH_FROM]);
    const [query] = randomVectors(1, 4, 9);
    assert(query);
    // The first of the many is no match for this one: both forms find the same.
    const found = ids(openVectors(many, 4), query).filter((id) => id > 1);
    const scanned = ids(openVectors(few, 4), query).map((id) => id + 1);
    assert(found.filter((id) => scanned.includes(id)).length >= 9, `${String(found)} / ${String(scanned)}`);
  });

  it('that is no index is refused with an exception', (t) => {
    const path = join(temporaryFolder(t), 'v.hnsw');
    assert.throws(() => openVectors(path, 4), /./);
    for (const content of ['', 'not an index', 'OHADAVEC', 'OHADAVEC\0\0']) {
      writeFileSync(path, content);
      assert.throws(() => openVectors(path, 4), /./, JSON.stringify(content));
    }
    writeFlat(path, randomVectors(3, 4, 1), 4);
    assert.throws(() => openVectors(path, 5), /dimension/);
    writeFileSync(path, readFileSync(path).subarray(0, -1));
    assert.throws(() => openVectors(path, 4), /bytes/);
  });
});
