import { join } from 'node:path';
import type { SqliteOptions } from '../../core/contract.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { openIndexStore } from '../store/open-index.ts';
import { DATABASE_FILE, VECTORS_FILE } from '../store/schema.ts';
import { openVectors } from '../vectors/vectors.ts';
import type { SearchParts } from './retrieve.ts';

/** Opens an index folder for searching with the model it was built with. Throws when a file is not what it should be. The caller closes the store. */
export function openSearchParts(dir: string, embedder: Embedder, sqlite?: SqliteOptions): SearchParts {
  return openPartsWith(dir, embedder, embedder.card.dimension, sqlite);
}

/** The same with a model that may not be loaded now; `dimension` is that of the index. */
export function openPartsWith(
  dir: string,
  embedder: SearchParts['embedder'],
  dimension: number,
  sqlite?: SqliteOptions,
): SearchParts {
  const store = openIndexStore(join(dir, DATABASE_FILE), sqlite);
  const vectors = openVectors(join(dir, VECTORS_FILE), dimension);
  return { store, vectors, embedder, documentOf: store.documentOfPassages() };
}
