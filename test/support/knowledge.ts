import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { readCorpus, type Corpus } from '../../workers/corpus/read-corpus.ts';
import { ROOT } from './project.ts';

export const CORPUS_DIR = join(ROOT, 'resources', 'corpus');
export const INDEX_DIR = join(ROOT, 'resources', 'index');
export const MODEL_DIR = join(ROOT, 'resources', 'models', DEFAULT_MODEL);

/** The bundled knowledge base as written by us; fails the test when it has problems. */
export function bundledCorpus(): Corpus {
  const { corpus, problemes } = readCorpus(CORPUS_DIR);
  if (problemes.length > 0) throw new Error(problemes.map(({ fichier, message }) => `${fichier} : ${message}`).join('\n'));
  return corpus;
}

/** An empty folder that goes away with the test. */
export function temporaryFolder(t: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ohada-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A copy that a test may damage. */
export function copyOf(folder: string, t: Pick<TestContext, 'after'>): string {
  const copy = join(temporaryFolder(t), 'copie');
  cpSync(folder, copy, { recursive: true });
  if (readdirSync(copy).length === 0) throw new Error(`${folder} is empty`);
  return copy;
}
