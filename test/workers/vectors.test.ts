import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import hnswlib from 'hnswlib-node';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { VECTORS_FILE } from '../../workers/store/schema.ts';
import { openVectors, writeVectors, type VectorIndex } from '../../workers/vectors/hnsw.ts';
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

  it('gives back nearest first, with the inner product as similarity', (t) => {
    const path = join(temporaryFolder(t), 'v.hnsw');
    const vectors = randomVectors(300, 16, 3);
    writeVectors(path, vectors, 16);
    const index = openVectors(path, 16);
    const [query] = randomVectors(1, 16, 4);
    assert(query);
    const found = index.search(query, 300);
    assert.equal(found.length, 300);
    found.forEach(({ id, similarity }, at) => {
      assert(Math.abs(similarity - inner(vectors[id - 1] ?? [], query)) < 1e-5);
      assert(at === 0 || similarity <= (found[at - 1]?.similarity ?? 0));
    });
    assert.equal(index.search(query, 1_000).length, 300, 'never more than there are');
  });

  it('is the same file for the same vectors', (t) => {
    const dir = temporaryFolder(t);
    for (const name of ['a', 'b']) writeVectors(join(dir, name), randomVectors(500, 8, 5), 8);
    assert(readFileSync(join(dir, 'a')).equals(readFileSync(join(dir, 'b'))));
  });

  it('may be empty, hold one vector, or vectors without direction', (t) => {
    const path = join(temporaryFolder(t), 'v.hnsw');
    writeVectors(path, [], 4);
    assert.deepEqual(openVectors(path, 4).search(Float32Array.of(1, 0, 0, 0), 5), []);
    writeVectors(path, [Float32Array.of(0, 0, 0, 0)], 4);
    assert.deepEqual(openVectors(path, 4).search(Float32Array.of(1, 0, 0, 0), 5), [{ id: 1, similarity: 0 }]);
  });

  it('that is no index is refused with an exception', (t) => {
    const path = join(temporaryFolder(t), 'v.hnsw');
    assert.throws(() => openVectors(path, 4), /./);
    writeFileSync(path, 'not an index');
    assert.throws(() => openVectors(path, 4), /./);
  });
});
