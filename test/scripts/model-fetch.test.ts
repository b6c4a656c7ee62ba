import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { modelServer, type ModelServer } from './model-server.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/model-fetch.ts');
const LARGE = 'poids '.repeat(20_000);
const FOLDER = {
  'config.json': '{"hidden_size":384}',
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{}',
  'special_tokens_map.json': '{}',
  'onnx/model_quantized.onnx': LARGE,
  '1_Pooling/config.json': '{"pooling_mode_mean_tokens":true}',
  'modules.json': '[{"type":"sentence_transformers.models.Transformer"},{"type":"sentence_transformers.models.Normalize"}]',
  'sentence_bert_config.json': '{"max_seq_length":256}',
};

let server: ModelServer;
let root: string;
let out: string;

before(() => {
  root = mkdtempSync(join(tmpdir(), 'model-fetch-'));
});

beforeEach(async (context) => {
  server = await modelServer(FOLDER);
  out = join(root, context.name.replaceAll(/\W+/g, '-'));
});

afterEach(() => server.close());

after(() => rmSync(root, { recursive: true, force: true }));

/** Runs the script as a user would and waits for its end. */
async function run(...args: string[]): Promise<{ code: number | null; stderr: string; stdout: string }> {
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  let stdout = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr, stdout };
}

function fetchE5(): ReturnType<typeof run> {
  return run('intfloat/multilingual-e5-small', '--base-url', server.url, '--out', out);
}

function card(): Record<string, unknown> & { files: Record<string, string> } {
  return JSON.parse(readFileSync(join(out, 'model-card.json'), 'utf8')) as ReturnType<typeof card>;
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

test('télécharge le dossier et écrit la carte', async () => {
  const { code, stdout } = await fetchE5();
  assert.equal(code, 0);
  assert.equal(stdout, '');
  for (const [name, content] of Object.entries(FOLDER)) assert.equal(readFileSync(join(out, name), 'utf8'), content);
  const { files, ...rest } = card();
  assert.deepEqual(files, Object.fromEntries(Object.entries(FOLDER).map(([name, content]) => [name, sha256(content)])));
  assert.equal(rest['pooling'], 'mean');
  assert.equal(rest['normalize'], true);
  assert.equal(rest['dimension'], 384);
  assert.equal(rest['max_length'], 256);
  assert.equal(rest['dtype'], 'q8');
  assert.equal(rest['onnx_file'], 'onnx/model_quantized.onnx');
  assert.deepEqual(rest['prefixes'], { query: 'query: ', passage: 'passage: ' });
});

test('prend onnx/model.onnx à défaut, et les préfixes donnés', async () => {
  server.files.delete('onnx/model_quantized.onnx');
  server.files.set('onnx/model.onnx', LARGE);
  const { code } = await run('auteur/autre', '--base-url', server.url, '--out', out, '--query-prefix', 'Q: ');
  assert.equal(code, 0);
  assert.equal(card()['dtype'], 'fp32');
  assert.deepEqual(card()['prefixes'], { query: 'Q: ', passage: '' });
});

test('accepte à nouveau les mêmes fichiers', async () => {
  assert.equal((await fetchE5()).code, 0);
  assert.equal((await fetchE5()).code, 0);
});

test('refuse un fichier qui a changé et garde l’ancien', async () => {
  assert.equal((await fetchE5()).code, 0);
  const pinned = card();
  server.files.set('tokenizer.json', '{"changed":true}');
  const { code, stderr } = await fetchE5();
  assert.equal(code, 1);
  assert.match(stderr, /Le fichier tokenizer\.json a changé/);
  assert.equal(readFileSync(join(out, 'tokenizer.json'), 'utf8'), FOLDER['tokenizer.json']);
  assert.equal(existsSync(join(out, 'tokenizer.json.part')), false);
  assert.deepEqual(card(), pinned);
});

test('continue un téléchargement interrompu', async () => {
  server.breakOff('onnx/model_quantized.onnx', 50_000);
  const first = await fetchE5();
  assert.equal(first.code, 1);
  assert.equal(existsSync(join(out, 'onnx/model_quantized.onnx')), false);
  assert.equal((await fetchE5()).code, 0);
  assert.ok(server.log.some((line) => /^onnx\/model_quantized\.onnx bytes=[1-9]\d*-$/.test(line)));
  assert.equal(readFileSync(join(out, 'onnx/model_quantized.onnx'), 'utf8'), LARGE);
});

test('ne mêle pas deux versions d’un fichier interrompu', async () => {
  server.breakOff('onnx/model_quantized.onnx', 50_000);
  assert.equal((await fetchE5()).code, 1);
  const newer = LARGE.replaceAll('poids', 'autre');
  server.files.set('onnx/model_quantized.onnx', newer);
  assert.equal((await fetchE5()).code, 0);
  assert.equal(readFileSync(join(out, 'onnx/model_quantized.onnx'), 'utf8'), newer);
});

test('dit clairement qu’un modèle est introuvable', async () => {
  server.files.clear();
  const { code, stderr } = await fetchE5();
  assert.equal(code, 1);
  assert.match(stderr, /Introuvable \(404\)/);
  assert.equal(existsSync(join(out, 'model-card.json')), false);
});

test('dit clairement qu’il n’y a pas de réseau', async () => {
  await server.close();
  const { code, stderr } = await fetchE5();
  assert.equal(code, 1);
  assert.match(stderr, /Impossible de joindre http:\/\/127\.0\.0\.1:\d+ .*internet/);
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test('refuse un appel mal formé', async () => {
  for (const args of [[], ['sans-auteur'], ['../../etc/passwd'], ['a/b', 'c/d'], ['a/b', '--revision', '../x']]) {
    const { code, stderr } = await run(...args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, /^Usage/);
  }
});
