import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { EvalOptions, EvalOutcome, EvalReport, EvalWorkerApi } from '../../core/contract.ts';
import { loadEmbedder, type Embedder } from '../embedding/embedder.ts';
import { modelHash } from '../embedding/model-card.ts';
import { buildIndex } from '../indexing/build-index.ts';
import { openSearchParts } from '../retrieval/open-parts.ts';
import { verifyIndex } from '../store/manifest.ts';
import { readDataset, type Dataset } from './dataset.ts';
import { evaluate } from './evaluate.ts';

/** Takes one line of progress. */
export type Say = (line: string) => void;

/** An index of a thousand documents takes some 30 MB. */
const KEPT_INDEXES = 8;

const MODE_NAMES = { lexical: 'mots', semantic: 'sens', hybrid: 'mots et sens' };

/**
 * What the evaluation worker does. `programFile` is the running program: the kept index is built again when it changes,
 * since any change of analyser, passages or index code may change the index.
 */
export function createEvaluationService(programFile: string, say: Say): EvalWorkerApi {
  return {
    run: async (options) => {
      const dataset = await readDataset(options.dataset);
      if (!dataset.ok) return dataset;
      const { name, documents, queries } = dataset.value;
      say(`Jeu « ${name} » : ${documents.length} documents, ${queries.length} questions jugées.`);
      const embedder = await loadEmbedder(options.modelDir, options.threads);
      if (!embedder.ok) return embedder;
      return evaluateDataset(options, dataset.value, embedder.value, programFile, say);
    },
  };
}

async function evaluateDataset(
  options: EvalOptions,
  dataset: Dataset,
  embedder: Embedder,
  programFile: string,
  say: Say,
): Promise<EvalOutcome> {
  const folder = indexFolder(options);
  try {
    await provideIndex(folder.path, dataset, embedder, programFile, say);
    const parts = openSearchParts(folder.path, embedder);
    const keys = dataset.documents.map(({ key }) => key);
    const report: EvalReport = { dataset: dataset.name, queries: dataset.queries.length };
    for (const mode of options.modes) {
      const progress = every(500, (done, total) => say(`Recherche par ${MODE_NAMES[mode]} : ${done}/${total}`));
      report[mode] = await evaluate(parts, keys, dataset.queries, mode, progress);
    }
    parts.store.close();
    return { ok: true, value: report };
  } finally {
    if (folder.temporary) rmSync(folder.path, { recursive: true, force: true });
    await embedder.dispose();
  }
}

/** One folder per data set, named after its path, so that an outdated index is replaced and not kept beside the new one. */
function indexFolder({ cacheDir, dataset }: EvalOptions): { path: string; temporary: boolean } {
  const path = join(cacheDir, createHash('sha256').update(resolve(dataset)).digest('hex').slice(0, 16));
  try {
    mkdirSync(path, { recursive: true });
    forgetOldest(cacheDir);
    return { path, temporary: false };
  } catch {
    return { path: mkdtempSync(join(tmpdir(), 'ohada-eval-')), temporary: true };
  }
}

/** Removes all but the last indexes made in the folder. */
function forgetOldest(cacheDir: string): void {
  const madeAt = (path: string): number => statSync(path).mtimeMs;
  const paths = readdirSync(cacheDir).map((name) => join(cacheDir, name));
  for (const path of paths.sort((a, b) => madeAt(b) - madeAt(a)).slice(KEPT_INDEXES))
    rmSync(path, { recursive: true, force: true });
}

/** Builds the index with the code that builds the bundled one, unless the folder holds it already. */
async function provideIndex(dir: string, dataset: Dataset, embedder: Embedder, programFile: string, say: Say): Promise<void> {
  const source = createHash('sha256').update(dataset.corpusHash).update(readFileSync(programFile)).digest('hex');
  const present = verifyIndex(dir, modelHash(embedder.card));
  if (present.ok && present.value.corpus === source) return say('Index déjà construit.');
  const progress = every(2048, (done, total) => say(`Vecteurs : ${done}/${total}`));
  await buildIndex(dir, { documents: dataset.documents, plan: new Map(), corpusHash: source }, embedder, progress);
  say('Index construit.');
}

/** Passes on a progress report each time another `step` is done, and the last one. */
function every(step: number, report: (done: number, total: number) => void): (done: number, total: number) => void {
  let reported = 0;
  return (done, total) => {
    if (done < total && done - reported < step) return;
    reported = done;
    report(done, total);
  };
}
