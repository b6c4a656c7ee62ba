import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadEmbedder, type Embedder } from '../../workers/embedding/embedder.ts';
import type { ModelCard } from '../../workers/embedding/model-card.ts';
import { copyOf, MODEL_DIR } from '../support/knowledge.ts';

/** The bundled model with some settings of its card changed. */
async function embedderWith(changes: Partial<ModelCard>, t: TestContext): Promise<Embedder> {
  const dir = copyOf(MODEL_DIR, t);
  const path = join(dir, 'model-card.json');
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as ModelCard), ...changes }));
  const loaded = await loadEmbedder(dir, 1);
  assert(loaded.ok);
  t.after(() => loaded.value.dispose());
  return loaded.value;
}

const one = async (embedder: Embedder, text: string, kind: 'query' | 'passage' = 'query'): Promise<Float32Array> =>
  (await embedder.embed([text], kind))[0] ?? assert.fail('no vector');

const length = (vector: Float32Array): number => Math.hypot(...vector);

describe('the model card decides', () => {
  it('what is put before questions and passages', async (t) => {
    const plain = await embedderWith({}, t);
    const prefixed = await embedderWith({ prefixes: { query: 'loyer ', passage: 'salaire ' } }, t);
    assert.deepEqual(await one(prefixed, 'bureau'), await one(plain, 'loyer bureau'));
    assert.deepEqual(await one(prefixed, 'bureau', 'passage'), await one(plain, 'salaire bureau'));
  });

  it('how word vectors are pooled', async (t) => {
    const mean = await embedderWith({}, t);
    const cls = await embedderWith({ pooling: 'cls' }, t);
    const last = await embedderWith({ pooling: 'last_token' }, t);
    assert.deepEqual(await one(cls, 'caisse loyer'), await one(mean, 'caisse'));
    assert.deepEqual(await one(last, 'caisse loyer'), await one(mean, 'loyer'));
  });

  it('whether vectors have length 1', async (t) => {
    const normal = await one(await embedderWith({}, t), 'caisse');
    const raw = await one(await embedderWith({ normalize: false }, t), 'caisse');
    assert(Math.abs(length(normal) - 1) < 1e-5);
    assert(Math.abs(length(raw) - 1) > 1e-3);
    raw.forEach((value, at) => assert(Math.abs(value / length(raw) - (normal[at] ?? 0)) < 1e-5));
  });

  it('how much of a long text is read', async (t) => {
    const plain = await embedderWith({}, t);
    const short = await embedderWith({ max_length: 2 }, t);
    assert.deepEqual(await one(short, 'caisse loyer salaire'), await one(plain, 'caisse loyer'));
  });
});

describe('embedding', () => {
  it('gives each text its own vector, whatever stands beside it in the batch', async (t) => {
    const embedder = await embedderWith({}, t);
    const words = ['caisse', 'loyer du bureau', 'achat de marchandises à crédit', 'amortissement', '', 'TVA'];
    const texts = Array.from({ length: 80 }, (_, at) => words[at % words.length] ?? '');
    const together = await embedder.embed(texts, 'passage');
    assert.equal(together.length, 80);
    const alone = new Map<string, Float32Array>();
    for (const word of words) alone.set(word, await one(embedder, word, 'passage'));
    texts.forEach((text, at) => {
      const [a, b] = [together[at], alone.get(text)];
      assert(a && b);
      a.forEach((value, place) => assert(Math.abs(value - (b[place] ?? 0)) < 1e-5, `${text} ${place}`));
    });
  });

  it('of a text without known words is all zeros, never NaN', async (t) => {
    const embedder = await embedderWith({}, t);
    for (const text of ['', ' ', '😀', '?!', '\u0301']) {
      const vector = await one(embedder, text);
      assert.equal(vector.length, embedder.card.dimension);
      assert(vector.every(Number.isFinite), JSON.stringify(text));
    }
  });

  it('survives any text, 100 000 characters included', async (t) => {
    const embedder = await embedderWith({}, t);
    for (const text of ['a'.repeat(100_000), 'caisse '.repeat(20_000), '\u202eمصاريف\u0000', '\ud800', '"'.repeat(500)]) {
      assert((await one(embedder, text)).every(Number.isFinite));
    }
  });

  it('takes œ and oe for the same', async (t) => {
    const embedder = await embedderWith({}, t);
    assert.deepEqual(await one(embedder, 'Main-d’œuvre'), await one(embedder, 'main-d’oeuvre'));
  });
});
