import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { analyse, contentTokens } from '../../workers/analysis/analyser.ts';
import { sourceLexique } from '../../workers/corpus/read-corpus.ts';
import { loadEmbedder, type Embedder } from '../../workers/embedding/embedder.ts';
import { buildIndex, type IndexSource } from '../../workers/indexing/build-index.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { passagesOf, split } from '../../workers/indexing/passages.ts';
import { indexVersion, verifyIndex } from '../../workers/store/manifest.ts';
import { openIndexStore } from '../../workers/store/open-index.ts';
import { namesIn } from '../../workers/store/packed-terms.ts';
import { DATABASE_FILE, MANIFEST_FILE, VECTORS_FILE } from '../../workers/store/schema.ts';
import { modelHash } from '../../workers/embedding/model-card.ts';
import { bundledCorpus, MODEL_DIR, temporaryFolder } from '../support/knowledge.ts';

const FILES = [DATABASE_FILE, VECTORS_FILE, MANIFEST_FILE];
const corpus = bundledCorpus();
const documents = documentsOf(corpus);
const small: IndexSource = {
  documents: documents.slice(0, 60),
  plan: corpus.plan,
  corpusHash: 'a'.repeat(64),
  lexique: sourceLexique(corpus),
};
const silent = (): void => {};

describe('building an index', () => {
  let embedder: Embedder;
  before(async () => {
    const loaded = await loadEmbedder(MODEL_DIR, 2);
    assert(loaded.ok);
    embedder = loaded.value;
  });
  after(() => embedder.dispose());

  it('gives the same bytes twice', async (t) => {
    const [one, two] = [join(temporaryFolder(t), 'index'), join(temporaryFolder(t), 'index')];
    const manifests = [await buildIndex(one, small, embedder, silent), await buildIndex(two, small, embedder, silent)];
    for (const name of FILES) assert(readFileSync(join(one, name)).equals(readFileSync(join(two, name))), name);
    assert.deepEqual(manifests[0], manifests[1]);
    assert.deepEqual(readdirSync(one).sort(), [...FILES].sort());
  });

  it('is verified, counted and read back as it was written', async (t) => {
    const dir = join(temporaryFolder(t), 'index');
    const seen: number[] = [];
    const manifest = await buildIndex(dir, small, embedder, (done) => seen.push(done));
    assert.deepEqual(verifyIndex(dir, modelHash(embedder.card)), { ok: true, value: manifest });
    assert.equal(manifest.counts.documents, 60);
    assert.equal(seen.at(-1), manifest.counts.passages);
    const store = openIndexStore(join(dir, DATABASE_FILE));
    t.after(() => store.close());
    small.documents.forEach((document, at) => {
      const { words, questions, body, ...rest } = document;
      const { id, names, bodyTerms, titleStems, ...stored } = store.document(at + 1) ?? assert.fail(document.key);
      assert.deepEqual({ ...stored, body: store.body(id) }, { ...rest, body });
      assert.equal(id, at + 1);
      const stemsOf = (text: string): string[] => contentTokens(analyse(text)).map(({ stem }) => stem);
      assert.deepEqual(namesIn(names, store.terms.stemOf), [document.title, ...words, ...questions].map(stemsOf));
      assert.deepEqual(titleStems, stemsOf(document.title));
      assert.deepEqual(
        Array.from(bodyTerms, store.terms.stemOf).sort(),
        [...new Set(analyse(body).map(({ stem }) => stem))].sort(),
      );
      assert.deepEqual(store.excerpts(id), [...new Set(passagesOf(document).map(({ text }) => text))]);
    });
    assert.equal(store.documentCount(), 60);
    assert.equal(store.document(61), undefined);
    assert.equal(store.compte('6011')?.parent, '601');
    const documentOf = small.documents.flatMap((document, at) => passagesOf(document).map(() => at + 1));
    assert.deepEqual([...store.documentOfPassages()], [0, ...documentOf]);
    assert.equal(store.lexicon.read('koi de neuf, le bank loan ?').text, 'quoi de neuf, le emprunt bancaire ?');
  });

  it('has another version with another corpus', async (t) => {
    const other = { ...small, corpusHash: 'b'.repeat(64) };
    const versions = [small, other].map(async (source) =>
      indexVersion(await buildIndex(join(temporaryFolder(t), 'index'), source, embedder, silent)),
    );
    const [first, second] = await Promise.all(versions);
    assert.notEqual(first, second);
  });

  it('that fails leaves the old index whole and nothing half-built beside it', async (t) => {
    const dir = join(temporaryFolder(t), 'index');
    await buildIndex(dir, small, embedder, silent);
    const before = FILES.map((name) => readFileSync(join(dir, name)));
    let calls = 0;
    const failing: Embedder = {
      ...embedder,
      embed: (texts, kind) => (++calls === 2 ? Promise.reject(new Error('no memory')) : embedder.embed(texts, kind)),
    };
    await assert.rejects(buildIndex(dir, { ...small, corpusHash: 'c'.repeat(64) }, failing, silent), /no memory/);
    FILES.forEach((name, at) => assert(readFileSync(join(dir, name)).equals(before[at] ?? Buffer.of()), name));
    assert.deepEqual(readdirSync(dirname(dir)), ['index']);
  });

  it('of nothing opens all the same', async (t) => {
    const dir = join(temporaryFolder(t), 'index');
    await buildIndex(dir, { ...small, documents: [] }, embedder, silent);
    const store = openIndexStore(join(dir, DATABASE_FILE));
    t.after(() => store.close());
    assert.equal(store.documentCount(), 0);
    assert.equal(store.lexicon.read('caisse').text, 'caisse');
  });
});

describe('documents and passages', () => {
  it('there is one document per sheet, per account and per term, each with a key of its own and NFC text', () => {
    assert.equal(documents.length, corpus.fiches.length + corpus.plan.size + corpus.termes.length);
    assert.equal(new Set(documents.map(({ key }) => key)).size, documents.length);
    for (const { title, body } of documents) assert.equal(`${title}${body}`, `${title}${body}`.normalize('NFC'));
  });

  it('lose no word of a body by cutting it, and cut no sentence that fits', () => {
    for (const { body } of documents) {
      const pieces = split(body, 60);
      assert.equal(pieces.join(' ').replaceAll(/\s+/g, ' '), body.replaceAll(/\s+/g, ' ').trim());
      for (const piece of pieces) assert(piece.split(/\s+/).length <= 60);
    }
    assert.deepEqual(split('Une phrase. Une autre.', 3), ['Une phrase.', 'Une autre.']);
    assert.deepEqual(split('', 60), []);
  });

  it('every document has a passage, with something to show', () => {
    for (const document of documents) {
      const passages = passagesOf(document);
      assert(passages.length > 0, document.key);
      for (const { text, embedded } of passages) assert(text.trim() !== '' && embedded.trim() !== '', document.key);
    }
  });
});
