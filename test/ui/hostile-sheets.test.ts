import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { sourceLexique, type Corpus } from '../../workers/corpus/read-corpus.ts';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { buildIndex } from '../../workers/indexing/build-index.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../support/chromium.ts';
import { bundledCorpus, MODEL_DIR, temporaryFolder } from '../support/knowledge.ts';
import { ROOT } from '../support/project.ts';
import { startServe } from '../support/web-shell.ts';
import { Desk } from './desk.ts';

const MARKUP = '<img src=x onerror="hostileRan=1"><svg onload="hostileRan=1"><script>hostileRan=1</script>';

/** The bundled knowledge base as an enemy would spoil it: markup in every title, text and account. */
function spoiled(corpus: Corpus): Corpus {
  const plan = new Map(
    [...corpus.plan].map(([numero, compte]) => [numero, { ...compte, intitule: `${compte.intitule} ${MARKUP}` }]),
  );
  const fiches = corpus.fiches.map((fiche) => ({
    ...fiche,
    titre: `${fiche.titre} ${MARKUP}`,
    corps: `${MARKUP} ${fiche.corps} ${MARKUP}`,
  }));
  return { ...corpus, plan, fiches };
}

test('markup in sheets and accounts goes through index, search and answer and is still only text', async (t) => {
  const corpus = spoiled(bundledCorpus());
  const resources = temporaryFolder(t);
  mkdirSync(join(resources, 'models'));
  symlinkSync(MODEL_DIR, join(resources, 'models', 'modele'));
  symlinkSync(join(ROOT, 'resources/concurrency.yaml'), join(resources, 'concurrency.yaml'));
  const embedder = await loadEmbedder(MODEL_DIR, 2);
  assert.ok(embedder.ok);
  const operations = documentsOf(corpus).filter(({ kind, title }) => kind === 'operation' && /^achat/i.test(title));
  const source = { documents: operations, plan: corpus.plan, corpusHash: 'e'.repeat(64), lexique: sourceLexique(corpus) };
  await buildIndex(join(resources, 'index'), source, embedder.value, () => {});
  await embedder.value.dispose();

  const shell = await startServe({ env: { OHADA_RESOURCES: resources, OHADA_MODEL: 'modele' } });
  t.after(() => shell.stop());
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGUMENTS });
  t.after(() => browser.close());
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  await page.goto(`${shell.origin}/#token=${shell.token}`);
  const desk = new Desk(page);
  await desk.askAndWait('Comment comptabiliser un achat de marchandises à crédit de 500 000 F ?');
  await desk.source(1).waitFor();
  if ((await desk.source(1).getAttribute('aria-expanded')) === 'false') await desk.source(1).click();
  const shown = (await desk.detail.textContent()) ?? '';
  assert.match((await desk.entryTable.textContent()) ?? '', /601.*<script>hostileRan=1<\/script>/s, 'titles of accounts');
  assert.match((await desk.source(1).textContent()) ?? '', /<img src=x onerror="hostileRan=1">/, 'titles of sheets');
  assert.ok(shown.split('<svg onload=').length > 3, shown);
  assert.equal(await page.locator('img, svg[onload], script:not([src])').count(), 0);
  assert.equal(await page.evaluate(() => 'hostileRan' in window), false);
});
