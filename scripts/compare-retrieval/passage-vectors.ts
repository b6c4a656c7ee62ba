import type { IndexDocument } from '../../workers/indexing/documents.ts';
import { passagesOf, type PassageSettings } from '../../workers/indexing/passages.ts';
import { innerProducts } from '../../workers/vectors/exact.ts';
import type { StaticModel } from './static-model.ts';

/** Vectors of all passages, one after the other in `values`, and the document (from 1) of each. */
export interface PassageVectors {
  dimension: number;
  values: Float32Array;
  documentOf: Int32Array;
}

/** Cuts and embeds documents as the index build does, with other settings. */
export function embedDocuments(documents: IndexDocument[], model: StaticModel, settings: PassageSettings): PassageVectors {
  const texts = documents.map((document) => passagesOf(document, settings).map(({ embedded }) => embedded));
  const count = texts.reduce((sum, those) => sum + those.length, 0);
  const values = new Float32Array(count * model.dimension);
  const documentOf = new Int32Array(count);
  let row = 0;
  texts.forEach((those, at) => {
    for (const text of those) {
      values.set(model.pool(model.pieces(text)), row * model.dimension);
      documentOf[row++] = at + 1;
    }
  });
  return { dimension: model.dimension, values, documentOf };
}

/** Inner products of a vector with every passage, exact. */
export function similarities({ values, dimension }: PassageVectors, vector: Float32Array): Float32Array {
  return innerProducts(values, dimension, vector);
}
