import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MODEL_CARD_FILE } from '../../workers/embedding/model-card.ts';
import { hashFile } from '../../workers/store/hash-file.ts';
import { onnxBytes } from '../train-embedding/onnx-graph.ts';
import { FOLDERS } from './settle.ts';

/** Resident memory of a process with nothing but the embedder in it, in MiB, and what loading costs, in milliseconds. */
export interface EmbedderMemory {
  /** Size of the weights on disk, in MiB. */
  model_mb: number;
  before_mb: number;
  used_mb: number;
  released_mb: number;
  /** After it was loaded for the second time. */
  again_mb: number;
  load_ms: number;
  reload_ms: number;
}

/** As many numbers as a small transformer has weights: 200 MB. */
const LARGE_ROWS = 1_000_000;

/** The bundled model, and one of the size of a small transformer: what release gives back grows with the model. */
export async function measureEmbedderMemory(): Promise<EmbedderMemory[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ohada-bench-model-'));
  try {
    return [await measure(FOLDERS.modelDir), await measure(largeModel(join(folder, 'large')))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(modelDir: string): Promise<EmbedderMemory> {
  const probe = join(import.meta.dirname, 'embedder-memory-probe.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [probe, modelDir]);
  const { files } = readCard(modelDir);
  const model_mb = Object.keys(files).reduce((sum, name) => sum + readFileSync(join(modelDir, name)).length, 0) / 2 ** 20;
  return { model_mb: Math.round(model_mb), ...(JSON.parse(stdout) as Omit<EmbedderMemory, 'model_mb'>) };
}

/** The bundled tokenizer over a table of LARGE_ROWS rows, of which only the first are ever looked up. */
function largeModel(folder: string): string {
  cpSync(FOLDERS.modelDir, folder, { recursive: true });
  const card = readCard(folder);
  const { dimension, onnx_file } = card;
  const integers = new Int8Array(LARGE_ROWS * dimension).map((_, at) => (at % 200) - 100);
  writeFileSync(
    join(folder, onnx_file),
    onnxBytes({ rows: LARGE_ROWS, dimension, integers, scales: new Float32Array(LARGE_ROWS).fill(0.01) }),
  );
  card.files[onnx_file] = hashFile(join(folder, onnx_file));
  writeFileSync(join(folder, MODEL_CARD_FILE), JSON.stringify(card));
  return folder;
}

interface CardPart {
  dimension: number;
  onnx_file: string;
  files: Record<string, string>;
}

const readCard = (folder: string): CardPart => JSON.parse(readFileSync(join(folder, MODEL_CARD_FILE), 'utf8')) as CardPart;
