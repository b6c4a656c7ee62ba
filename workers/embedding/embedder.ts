import { basename, dirname } from 'node:path';
import type * as Transformers from '@huggingface/transformers';
import { fail, ok, type Result } from '../../core/failures.ts';
import { openModelCard, type ModelCard } from './model-card.ts';

/** Turns texts into vectors of `card.dimension` numbers, of length 1 when the card says so; all zeros for a text without known words. */
export interface Embedder {
  readonly card: ModelCard;
  embed(texts: string[], kind: 'query' | 'passage'): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

/** Texts per call of the model: utilityProcess traps on very large allocations, so batches stay small. */
const BATCH = 32;

/** Loads a local model folder; nothing is ever fetched. Fails with model_missing, model_corrupt or runtime_unavailable. */
export async function loadEmbedder(modelDir: string, threads: number): Promise<Result<Embedder>> {
  const card = openModelCard(modelDir);
  if (!card.ok) return card;
  const library = await loadLibrary();
  if (!library.ok) return library;
  try {
    return ok(embedderOf(await loadPipeline(library.value, modelDir, card.value, threads), card.value));
  } catch (error) {
    return fail('model_corrupt', (error as Error).message);
  }
}

/** Only now, not when this file is loaded: it brings native code that may be missing, and a worker can do without. */
async function loadLibrary(): Promise<Result<typeof Transformers>> {
  try {
    return ok(await import('@huggingface/transformers'));
  } catch (error) {
    return fail('runtime_unavailable', (error as Error).message.split('\n')[0]);
  }
}

async function loadPipeline(
  { env, pipeline }: typeof Transformers,
  modelDir: string,
  card: ModelCard,
  threads: number,
): Promise<Transformers.FeatureExtractionPipeline> {
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.localModelPath = dirname(modelDir);
  const extract = await pipeline('feature-extraction', basename(modelDir), {
    dtype: card.dtype,
    local_files_only: true,
    session_options: {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      enableCpuMemArena: false,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    },
  });
  // The pipeline cuts at this getter's value, and only the card knows what the model was trained for.
  Object.defineProperty(extract.tokenizer, 'model_max_length', { value: card.max_length });
  return extract;
}

function embedderOf(extract: Transformers.FeatureExtractionPipeline, card: ModelCard): Embedder {
  return {
    card,
    embed: async (texts, kind) => {
      const prefixed = texts.map((text) => card.prefixes[kind] + text.replaceAll('œ', 'oe').replaceAll('Œ', 'Oe'));
      const vectors: Float32Array[] = [];
      for (let from = 0; from < prefixed.length; from += BATCH) {
        const output = await extract(prefixed.slice(from, from + BATCH), { pooling: card.pooling, normalize: card.normalize });
        vectors.push(...rows(output.data as Float32Array, card.dimension));
        output.dispose();
      }
      return vectors;
    },
    dispose: async () => {
      await extract.dispose();
    },
  };
}

/** A text without a word the model knows has no direction: normalising it gives NaN, which is turned into zeros. */
function rows(data: Float32Array, dimension: number): Float32Array[] {
  return Array.from({ length: data.length / dimension }, (_, row) => {
    const vector = data.slice(row * dimension, (row + 1) * dimension);
    return vector.every(Number.isFinite) ? vector : new Float32Array(dimension);
  });
}
