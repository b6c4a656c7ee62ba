import { join } from 'node:path';
import { readManifest } from '../../workers/store/manifest.ts';
import { VECTORS_FILE } from '../../workers/store/schema.ts';
import { exactIndex } from '../../workers/vectors/exact.ts';
import { openVectors } from '../../workers/vectors/vectors.ts';
import { compareSearch, embedQuestions, FOUND, storedVectors, type SearchComparison } from './compare-search.ts';
import { FOLDERS } from './settle.ts';
import { section, times } from './table.ts';

export interface VectorSearch extends SearchComparison {
  passages: number;
  dimension: number;
  /** Passages asked for, as a question does. */
  found: number;
}

const REPEATS = 5;

/** The bundled index's graph against a scan of all its vectors. */
export async function compareVectorSearch(): Promise<VectorSearch> {
  const path = join(FOLDERS.indexDir, VECTORS_FILE);
  const dimension = readManifest(FOLDERS.indexDir)?.model.dimension ?? 0;
  const graph = openVectors(path, dimension);
  const scan = exactIndex(storedVectors(path, dimension), dimension);
  const compared = compareSearch(graph, scan, await embedQuestions(), REPEATS);
  return { passages: graph.size, dimension, found: FOUND, ...compared };
}

export function printVectors({ passages, dimension, found, graph, exact, ratio, 'recall@10': recall }: VectorSearch): string {
  return section(`Voisins : ${passages} vecteurs de ${dimension}, les ${found} plus proches`, [
    ['graphe HNSW', `${times(graph)}, rappel@10 ${recall.toFixed(4)}`],
    ['parcours exact', `${times(exact)}, ${ratio.toFixed(1)} × le temps du graphe`],
  ]);
}
