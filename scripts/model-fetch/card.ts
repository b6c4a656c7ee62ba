import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hashes } from './download.ts';
import { FetchFailure } from './failure.ts';

/** model-card.json, as the loader checks it. */
export interface ModelCard {
  readonly id: string;
  readonly version: string;
  readonly description: string;
  readonly pooling: 'mean' | 'cls';
  readonly normalize: boolean;
  readonly prefixes: { readonly query: string; readonly passage: string };
  readonly dimension: number;
  readonly max_length: number;
  readonly dtype: 'fp32' | 'q8';
  readonly onnx_file: string;
  readonly licence: string;
  readonly files: Hashes;
}

interface Origin {
  readonly id: string;
  readonly revision: string;
  readonly files: Hashes;
  readonly queryPrefix: string | undefined;
  readonly passagePrefix: string | undefined;
}

type Json = Record<string, unknown>;

const LONGEST = 512;

function readJson<T>(folder: string, name: string): T | null {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    throw new FetchFailure(`Le fichier ${name} reçu n’est pas du JSON lisible.`);
  }
}

/** Sentence-Transformers' pooling; mean when the folder does not say (its own default). */
function poolingOf(folder: string): 'mean' | 'cls' {
  const config = readJson<Json>(folder, '1_Pooling/config.json');
  if (config === null || config['pooling_mode_mean_tokens'] === true) return 'mean';
  if (config['pooling_mode_cls_token'] === true) return 'cls';
  throw new FetchFailure(
    'La façon dont ce modèle résume ses vecteurs (1_Pooling) n’est ni « mean » ni « cls » : il ne convient pas.',
  );
}

/** Whether the model's own pipeline ends in a Normalize module. */
function normalizes(folder: string): boolean {
  const modules = readJson<{ type?: string }[]>(folder, 'modules.json') ?? [];
  return modules.some(({ type }) => type?.endsWith('.Normalize') === true);
}

function dimensionOf(folder: string): number {
  const size = readJson<Json>(folder, 'config.json')?.['hidden_size'];
  if (typeof size !== 'number')
    throw new FetchFailure('config.json ne donne pas hidden_size : la dimension du modèle est inconnue.');
  return size;
}

function maxLengthOf(folder: string): number {
  const stated = readJson<Json>(folder, 'sentence_bert_config.json')?.['max_seq_length'];
  return typeof stated === 'number' ? Math.min(stated, LONGEST) : LONGEST;
}

/** The e5 family was trained with these two words in front of every text; others get what the caller says. */
function prefixesOf(origin: Origin): ModelCard['prefixes'] {
  const isE5 = /(^|[-_/])e5([-_]|$)/i.test(origin.id);
  return {
    query: origin.queryPrefix ?? (isE5 ? 'query: ' : ''),
    passage: origin.passagePrefix ?? (isE5 ? 'passage: ' : ''),
  };
}

/** The card of a folder that has been downloaded completely. */
export function buildCard(folder: string, origin: Origin): ModelCard {
  const onnxFile = Object.keys(origin.files).find((name) => name.endsWith('.onnx')) ?? 'onnx/model.onnx';
  return {
    id: origin.id,
    version: origin.revision,
    description: `${origin.id} (révision ${origin.revision}), téléchargé par model:fetch`,
    pooling: poolingOf(folder),
    normalize: normalizes(folder),
    prefixes: prefixesOf(origin),
    dimension: dimensionOf(folder),
    max_length: maxLengthOf(folder),
    dtype: onnxFile.endsWith('_quantized.onnx') ? 'q8' : 'fp32',
    onnx_file: onnxFile,
    licence: `Voir la page du modèle : ${origin.id}`,
    files: origin.files,
  };
}
