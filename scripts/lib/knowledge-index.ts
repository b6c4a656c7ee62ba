import { join } from 'node:path';
import { ExpectedFailure, type Result } from '../../core/failures.ts';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { readCorpus, corpusHash, sourceLexique } from '../../workers/corpus/read-corpus.ts';
import { validateCorpus } from '../../workers/corpus/validate-corpus.ts';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { modelHash, openModelCard } from '../../workers/embedding/model-card.ts';
import { buildIndex } from '../../workers/indexing/build-index.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { verifyIndex } from '../../workers/store/manifest.ts';
import { CORPUS_DIR, INDEX_DIR, PROJECT, say } from './project.ts';

/** The corpus does not pass its checks; the sentences have been printed. */
export class CorpusInvalid extends Error {}

/** Builds the bundled index when corpus, model or analyser changed since the last time; true when it did. */
export async function buildKnowledgeIndex({ force = false } = {}): Promise<boolean> {
  const modelDir = join(PROJECT, 'resources', 'models', process.env['OHADA_MODEL'] ?? DEFAULT_MODEL);
  const hash = corpusHash(CORPUS_DIR);
  const card = valueOf(openModelCard(modelDir));
  const present = verifyIndex(INDEX_DIR, modelHash(card));
  if (!force && present.ok && present.value.corpus === hash) return false;
  const { corpus, problemes } = readCorpus(CORPUS_DIR);
  const all = [...problemes, ...validateCorpus(corpus)];
  for (const { fichier, message } of all) say(`${fichier} : ${message}`);
  if (all.length > 0)
    throw new CorpusInvalid(`${all.length} problème(s) dans la base de connaissances : l'index n'est pas construit.`);
  const embedder = valueOf(await loadEmbedder(modelDir, 2));
  const source = { documents: documentsOf(corpus), plan: corpus.plan, corpusHash: hash, lexique: sourceLexique(corpus) };
  const { counts } = await buildIndex(INDEX_DIR, source, embedder, showProgress);
  await embedder.dispose();
  say(`Index construit : ${counts.documents} documents, ${counts.passages} passages, ${counts.comptes} comptes.`);
  return true;
}

function showProgress(done: number, total: number): void {
  const share = Math.round((done / total) * 100);
  if (process.stderr.isTTY) process.stderr.write(`\rVecteurs : ${share} %${done === total ? '\n' : ''}`);
  else if (done === total || done % 1024 === 0) say(`Vecteurs : ${share} %`);
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ExpectedFailure(result.failure.kind, result.failure.detail);
}
