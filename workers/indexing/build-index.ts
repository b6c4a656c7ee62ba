import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanComptes } from '../comptabilite/plan-comptes.ts';
import { AUCUN_LEXIQUE, type SourceLexique } from '../corpus/lexique.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { modelHash } from '../embedding/model-card.ts';
import { buildLexicon } from '../lexicon/build-lexicon.ts';
import { writeManifest, type Manifest } from '../store/manifest.ts';
import { DATABASE_FILE, VECTORS_FILE } from '../store/schema.ts';
import { writeDatabase, type DocumentWithPassages } from '../store/write-index.ts';
import { writeVectors } from '../vectors/vectors.ts';
import type { IndexDocument } from './documents.ts';
import { passagesOf } from './passages.ts';

/** What an index is made of. `corpusHash` names the source the documents came from. */
export interface IndexSource {
  documents: IndexDocument[];
  plan: PlanComptes;
  corpusHash: string;
  /** What questions are read with besides the documents' own words; nothing for plain collections of documents. */
  lexique?: SourceLexique;
}

/** Called as passages get their vectors. */
export type Progress = (done: number, total: number) => void;

const CHUNK = 256;

/**
 * Builds an index folder at `dir`, replacing what is there only once the new one is complete: a failure or a full disk
 * leaves the old index as it was.
 */
export async function buildIndex(dir: string, source: IndexSource, embedder: Embedder, onProgress: Progress): Promise<Manifest> {
  const fresh = `${dir}.new-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  try {
    const entries = source.documents.map((document) => ({ document, passages: passagesOf(document) }));
    const vectors = await embedPassages(entries, embedder, onProgress);
    const lexicon = buildLexicon(source.documents, source.lexique ?? AUCUN_LEXIQUE);
    writeDatabase(join(fresh, DATABASE_FILE), entries, source.plan, lexicon);
    writeVectors(join(fresh, VECTORS_FILE), vectors, embedder.card.dimension);
    const manifest = writeManifest(fresh, {
      corpus: source.corpusHash,
      model: { id: embedder.card.id, hash: modelHash(embedder.card), dimension: embedder.card.dimension },
      counts: { documents: entries.length, passages: vectors.length, comptes: source.plan.size },
    });
    replaceFolder(dir, fresh);
    return manifest;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The old folder is moved away first: where a running application has its files open (Windows), that fails and nothing is lost. */
function replaceFolder(dir: string, fresh: string): void {
  const old = `${dir}.old-${process.pid}`;
  if (existsSync(dir)) renameSync(dir, old);
  try {
    renameSync(fresh, dir);
  } catch (error) {
    if (!existsSync(dir) && existsSync(old)) renameSync(old, dir);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

async function embedPassages(entries: DocumentWithPassages[], embedder: Embedder, onProgress: Progress): Promise<Float32Array[]> {
  const texts = entries.flatMap(({ passages }) => passages.map((passage) => passage.embedded));
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += CHUNK) {
    vectors.push(...(await embedder.embed(texts.slice(from, from + CHUNK), 'passage')));
    onProgress(vectors.length, texts.length);
  }
  return vectors;
}
