import { join } from 'node:path';
import type { SqliteOptions } from '../../core/contract.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { openIndexStore } from '../store/open-index.ts';
import { DATABASE_FILE, VECTORS_FILE } from '../store/schema.ts';
import { openVectors, type VectorIndex } from '../vectors/vectors.ts';
import type { SearchParts } from './retrieve.ts';

/** Opens an index folder for searching with the model it was built with. Throws when a file is not what it should be. The caller closes the store. */
export function openSearchParts(dir: string, embedder: Embedder, sqlite?: SqliteOptions): SearchParts {
  return openPartsWith(dir, embedder, openVectorsOf(dir, embedder.card.dimension), sqlite);
}

/** The vectors of an index folder. Throws ExpectedFailure vectors_unavailable, or when the file is not what it should be. */
export const openVectorsOf = (dir: string, dimension: number): VectorIndex => openVectors(join(dir, VECTORS_FILE), dimension);

/** The same as openSearchParts with a model that may not be loaded now, or without vectors. */
export function openPartsWith(
  dir: string,
  embedder: SearchParts['embedder'],
  vectors: VectorIndex,
  sqlite?: SqliteOptions,
): SearchParts {
  const store = openIndexStore(join(dir, DATABASE_FILE), sqlite);
  return { store, vectors, embedder, documentOf: store.documentOfPassages() };
}
