import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { WorkerAnswer } from '../../core/contract.ts';
import { FAILURE_KINDS, type FailureKind } from '../../core/failures.ts';
import { LEXICAL_ONLY_FR } from '../../core/messages.fr.ts';
import { createQuestionService } from '../../workers/question-service.ts';
import { DATABASE_FILE, MANIFEST_FILE, VECTORS_FILE } from '../../workers/store/schema.ts';
import { copyOf, INDEX_DIR, MODEL_DIR, temporaryFolder } from '../support/knowledge.ts';

/** Opens a worker's service on these folders: the kind it refuses with, or "opened". */
async function opening(indexDir: string, modelDir: string): Promise<FailureKind | 'opened'> {
  const opened = await createQuestionService().open({ indexDir, modelDir, threads: 1 });
  if (opened.ok) return 'opened';
  assert(FAILURE_KINDS.includes(opened.failure.kind));
  return opened.failure.kind;
}

/** What a worker without a usable model says of itself, and of a question. */
async function degradedAnswer(modelDir: string, warm: boolean): Promise<[told: unknown, answer: WorkerAnswer]> {
  const service = createQuestionService();
  const opened = await service.open({ indexDir: INDEX_DIR, modelDir, threads: 1, warm });
  assert(opened.ok);
  const answered = await service.answer('Quel compte pour un loyer ?');
  assert(answered.ok);
  return [opened.value.degraded?.kind, answered.value];
}

/** Turns over one bit in the middle of a file. */
function flipBit(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function halve(path: string): void {
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
}

function editJson(path: string, edit: (content: Record<string, unknown>) => void): void {
  const content = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  edit(content);
  writeFileSync(path, JSON.stringify(content));
}

const DAMAGED_INDEX: [what: string, damage: (dir: string) => void, kind: FailureKind][] = [
  ['a missing folder', (dir) => rmSync(dir, { recursive: true }), 'index_missing'],
  ['a missing manifest', (dir) => rmSync(join(dir, MANIFEST_FILE)), 'index_missing'],
  ['a missing database', (dir) => rmSync(join(dir, DATABASE_FILE)), 'index_missing'],
  ['missing vectors', (dir) => rmSync(join(dir, VECTORS_FILE)), 'index_missing'],
  ['a flipped bit in the database', (dir) => flipBit(join(dir, DATABASE_FILE)), 'index_corrupt'],
  ['a flipped bit in the vectors', (dir) => flipBit(join(dir, VECTORS_FILE)), 'index_corrupt'],
  ['a truncated database', (dir) => halve(join(dir, DATABASE_FILE)), 'index_corrupt'],
  ['truncated vectors', (dir) => halve(join(dir, VECTORS_FILE)), 'index_corrupt'],
  ['an empty database', (dir) => writeFileSync(join(dir, DATABASE_FILE), ''), 'index_corrupt'],
  ['a byte too many', (dir) => appendFileSync(join(dir, VECTORS_FILE), 'x'), 'index_corrupt'],
  ['a truncated manifest', (dir) => halve(join(dir, MANIFEST_FILE)), 'index_corrupt'],
  ['a manifest that is no manifest', (dir) => writeFileSync(join(dir, MANIFEST_FILE), '[]'), 'index_corrupt'],
  ['another format', (dir) => editJson(join(dir, MANIFEST_FILE), (manifest) => (manifest['format'] = 999)), 'index_mismatch'],
  ['another analyser', (dir) => editJson(join(dir, MANIFEST_FILE), (manifest) => (manifest['analyser'] = 999)), 'index_mismatch'],
  [
    'another model',
    (dir) =>
      editJson(join(dir, MANIFEST_FILE), (manifest) => {
        manifest['model'] = { ...(manifest['model'] as object), hash: '0'.repeat(64) };
      }),
    'index_mismatch',
  ],
];

const DAMAGED_MODEL: [what: string, damage: (dir: string) => void, kind: FailureKind][] = [
  ['a missing folder', (dir) => rmSync(dir, { recursive: true }), 'model_missing'],
  ['a missing card', (dir) => rmSync(join(dir, 'model-card.json')), 'model_missing'],
  ['missing weights', (dir) => rmSync(join(dir, 'onnx/model.onnx')), 'model_missing'],
  ['a missing tokenizer', (dir) => rmSync(join(dir, 'tokenizer.json')), 'model_missing'],
  ['a flipped bit in the weights', (dir) => flipBit(join(dir, 'onnx/model.onnx')), 'model_corrupt'],
  ['truncated weights', (dir) => halve(join(dir, 'onnx/model.onnx')), 'model_corrupt'],
  ['an edited tokenizer', (dir) => appendFileSync(join(dir, 'tokenizer.json'), ' '), 'model_corrupt'],
  ['a truncated card', (dir) => halve(join(dir, 'model-card.json')), 'model_corrupt'],
  ['a card without pooling', (dir) => editJson(join(dir, 'model-card.json'), (card) => delete card['pooling']), 'model_corrupt'],
];

function damagedCopy(folder: string, damage: (dir: string) => void, t: TestContext): string {
  const copy = copyOf(folder, t);
  damage(copy);
  return copy;
}

describe('a worker', () => {
  it('opens an untouched copy of index and model, and says who it is', async (t) => {
    const service = createQuestionService();
    const opened = await service.open({ indexDir: copyOf(INDEX_DIR, t), modelDir: copyOf(MODEL_DIR, t), threads: 1 });
    assert(opened.ok);
    assert.equal(opened.value.pid, process.pid);
    assert.match(opened.value.indexVersion, /^[0-9a-f]{12}$/);
    assert(opened.value.rssMb > 0);
  });

  for (const [what, damage, kind] of DAMAGED_INDEX) {
    it(`refuses an index with ${what} as ${kind}`, async (t) => {
      assert.equal(await opening(damagedCopy(INDEX_DIR, damage, t), MODEL_DIR), kind);
    });
  }

  for (const [what, damage, kind] of DAMAGED_MODEL) {
    it(`does without a model with ${what}, tells ${kind}, and says so in its answers`, async (t) => {
      const modelDir = damagedCopy(MODEL_DIR, damage, t);
      for (const warm of [true, false]) {
        const [told, { finding, degraded, timings }] = await degradedAnswer(modelDir, warm);
        assert.deepEqual([told, degraded?.kind, finding.status], [kind, kind, 'answered']);
        assert.match(finding.answer, /^Compte 6222 /);
        assert(finding.answer.endsWith(LEXICAL_ONLY_FR));
        assert(timings.lexical_ms > 0);
      }
    });
  }

  it('says nothing of the kind with a model that works', async () => {
    for (const warm of [true, false]) {
      const [told, { finding, degraded }] = await degradedAnswer(MODEL_DIR, warm);
      assert.deepEqual([told, degraded], [undefined, null]);
      assert(!finding.answer.includes(LEXICAL_ONLY_FR));
    }
  });

  it('refuses a changed setting of the card: the index was made with another', async (t) => {
    const modelDir = damagedCopy(
      MODEL_DIR,
      (dir) => editJson(join(dir, 'model-card.json'), (card) => (card['max_length'] = 8)),
      t,
    );
    assert.equal(await opening(INDEX_DIR, modelDir), 'index_mismatch');
  });

  it('refuses an index whose files match their manifest and are no index all the same', async (t) => {
    const dir = join(temporaryFolder(t), 'index');
    mkdirSync(dir);
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    for (const name of [DATABASE_FILE, VECTORS_FILE]) writeFileSync(join(dir, name), '');
    const manifest = JSON.parse(readFileSync(join(INDEX_DIR, MANIFEST_FILE), 'utf8')) as object;
    writeFileSync(
      join(dir, MANIFEST_FILE),
      JSON.stringify({ ...manifest, files: { [DATABASE_FILE]: empty, [VECTORS_FILE]: empty } }),
    );
    assert.equal(await opening(dir, MODEL_DIR), 'index_corrupt');
  });

  it('answers nothing before it is opened', async () => {
    const answered = await createQuestionService().answer('Quel compte pour la caisse ?');
    assert.deepEqual(answered, { ok: false, failure: { kind: 'internal', detail: 'not open' } });
  });
});
