import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import { z } from 'zod';
import { ExpectedFailure } from '../../core/failures.ts';
import { openModelCard } from '../../workers/embedding/model-card.ts';
import { wordsOf } from '../train-embedding/normalise.ts';
import { encoder } from '../train-embedding/segment.ts';
import { addScaled, lengthOf, rowOf, type Table } from '../train-embedding/table.ts';

/** The bundled static model opened as a table, to try what the ONNX graph cannot: other weights per word, fewer dimensions. */
export interface StaticModel {
  readonly dimension: number;
  /** Rows of the table that the pieces of a text have, in order, at most as many as the model reads. */
  pieces(text: string): Int32Array;
  /** Sum of these rows, each times its weight (1 unless given), brought to length 1; zeros stay zeros. */
  pool(pieces: Int32Array, weightOf?: (piece: number) => number): Float32Array;
}

const Tokenizer = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) });

/** Opens a model folder written by train:embedding. Throws a reportable failure when it is another kind of model. */
export function openStaticModel(modelDir: string): StaticModel {
  const card = openModelCard(modelDir);
  if (!card.ok) throw new ExpectedFailure(card.failure.kind, card.failure.detail);
  const table = readTable(join(modelDir, card.value.onnx_file), card.value.dimension);
  const tokenizer = Tokenizer.parse(JSON.parse(readFileSync(join(modelDir, 'tokenizer.json'), 'utf8')));
  const encode = encoder(new Map(Object.entries(tokenizer.model.vocab)));
  return {
    dimension: table.dimension,
    pieces: (text) => encode(wordsOf(text)).subarray(0, card.value.max_length),
    pool: (pieces, weightOf = () => 1) => {
      const sum = new Float32Array(table.dimension);
      for (const piece of pieces) addScaled(sum, rowOf(table, piece), weightOf(piece));
      return unit(sum);
    },
  };
}

/** In place: the vector brought to length 1; zeros stay zeros. */
export function unit(vector: Float32Array): Float32Array {
  const length = lengthOf(vector);
  if (length === 0) return vector;
  vector.forEach((value, at) => (vector[at] = value / length));
  return vector;
}

function readTable(path: string, dimension: number): Table {
  const { graph } = onnxProto.onnx.ModelProto.decode(readFileSync(path));
  const bytesOf = (name: string): Uint8Array => {
    const data = graph?.initializer?.find((one) => one.name === name)?.rawData;
    if (!data) throw new ExpectedFailure('model_corrupt', `${path} : pas de table « ${name} », ce n’est pas un modèle statique`);
    // A copy of its own, so that floats start where they may.
    return Uint8Array.from(data);
  };
  const integers = new Int8Array(bytesOf('table').buffer);
  const scales = new Float32Array(bytesOf('scales').buffer);
  const values = Float32Array.from(integers, (value, at) => value * (scales[Math.floor(at / dimension)] ?? 0));
  return { rows: scales.length, dimension, values };
}
