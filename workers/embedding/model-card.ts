import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/failures.ts';
import { hashFile } from '../store/hash-file.ts';

/** Decides how a Sentence-Transformers-style ONNX folder is used; the file is model-card.json in that folder. */
export const ModelCard = z.object({
  id: z.string().min(1),
  version: z.string().min(1),
  description: z.string().default(''),
  pooling: z.enum(['mean', 'cls', 'last_token']),
  normalize: z.boolean(),
  /** Put before each text, for models trained so ("query: ", "passage: "). */
  prefixes: z.object({ query: z.string(), passage: z.string() }),
  dimension: z.int().positive(),
  /** In word pieces; what is longer is cut. */
  max_length: z.int().positive(),
  /** transformers.js's name of the weights' precision: decides which file under onnx/ it opens. */
  dtype: z.enum(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4']),
  onnx_file: z.string(),
  licence: z.string(),
  /** SHA-256 in hexadecimal by path inside the folder. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

export type ModelCard = z.infer<typeof ModelCard>;

export const MODEL_CARD_FILE = 'model-card.json';

/** Reads the card and checks every file against its hash. Fails with model_missing or model_corrupt, naming the file. */
export function openModelCard(modelDir: string): Result<ModelCard> {
  const path = join(modelDir, MODEL_CARD_FILE);
  if (!existsSync(path)) return fail('model_missing', path);
  const card = parseCard(readFileSync(path, 'utf8'));
  if (!card) return fail('model_corrupt', path);
  for (const [name, hash] of Object.entries(card.files)) {
    const file = join(modelDir, name);
    if (!existsSync(file)) return fail('model_missing', file);
    if (hashFile(file) !== hash) return fail('model_corrupt', file);
  }
  return ok(card);
}

/** Stands for weights, tokenizer and settings together: part of the index manifest. */
export function modelHash(card: ModelCard): string {
  const { files, pooling, normalize, prefixes, dimension, max_length, dtype } = card;
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify({ sorted, pooling, normalize, prefixes, dimension, max_length, dtype }))
    .digest('hex');
}

function parseCard(json: string): ModelCard | null {
  try {
    return ModelCard.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
