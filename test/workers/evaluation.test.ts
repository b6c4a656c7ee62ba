import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { builtDist, ROOT } from '../support/project.ts';

const DOCUMENTS = [
  { _id: 'stock', title: 'Inventaire des stocks', text: 'Les marchandises sont comptées à la fin de l’exercice.' },
  { _id: 'loyer', title: 'Loyers', text: 'Le loyer du bureau est une charge.' },
  { _id: 'paie', title: 'Salaires', text: 'La paie du personnel et les cotisations sociales.' },
];
const QUERIES = [
  { _id: 1, text: 'loyer du bureau', metadata: { intent: 'a' } },
  { _id: 'q2', text: 'compter les marchandises en stock', metadata: { intent: 'b' } },
  { _id: 'q3', text: 'jamais jugée' },
];
const QRELS = ['query-id\tcorpus-id\tscore', '1\tloyer\t1', 'q2\tstock\t1', 'q2\tpaie\t0', 'q3\tpaie\t0'];

const lines = (objects: object[]): string => objects.map((object) => JSON.stringify(object)).join('\n');

/** A data set folder with the files above, except those given. */
function dataset(
  folder: string,
  files: Partial<Record<'corpus.jsonl' | 'queries.jsonl' | 'qrels/test.tsv', string | null>>,
): string {
  mkdirSync(join(folder, 'qrels'), { recursive: true });
  const all = {
    'corpus.jsonl': lines(DOCUMENTS),
    'queries.jsonl': lines(QUERIES),
    'qrels/test.tsv': QRELS.join('\n'),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) if (content !== null) writeFileSync(join(folder, name), content);
  return folder;
}

describe('the eval command', () => {
  let temp = '';
  before(() => (temp = mkdtempSync(join(tmpdir(), 'ohada-eval-test-'))));
  after(() => rmSync(temp, { recursive: true, force: true }));

  const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const cli = join(builtDist(), 'hosts/cli.js');
      execFile(process.execPath, [cli, 'eval', ...args], { cwd: ROOT }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  it('prints the figures of each search as one JSON object, and nothing else on stdout', async () => {
    const { code, stdout, stderr } = await run('--dataset', dataset(join(temp, 'petit'), {}), '--json');
    assert.equal(code, 0, stderr);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(report['dataset'], 'petit');
    assert.equal(report['queries'], 2, 'a query without a relevant document is not evaluated');
    for (const mode of ['lexical', 'semantic', 'hybrid']) {
      const figures = report[mode] as Record<string, number> & { by_intent: Record<string, number> };
      assert.equal(figures['ndcg@10'], 1, mode);
      assert.equal(figures['recall@100'], 1, mode);
      assert.equal(figures.by_intent['mrr@10'], 1, mode);
      assert.ok((figures['p50_ms'] ?? 0) > 0 && (figures['p95_ms'] ?? 0) >= (figures['p50_ms'] ?? 0), mode);
    }
    assert.match(stderr, /3 documents, 2 questions/);
  });

  it('reads what changed since the last evaluation of the same folder', async () => {
    const folder = dataset(join(temp, 'change'), {});
    assert.equal((await run('--dataset', folder, '--mode', 'lexical')).code, 0);
    dataset(folder, { 'corpus.jsonl': lines(DOCUMENTS.map((document) => ({ ...document, title: '', text: 'autre chose' }))) });
    const { stdout } = await run('--dataset', folder, '--mode', 'lexical', '--json');
    const report = JSON.parse(stdout) as Record<string, Record<string, number>>;
    assert.equal(report['lexical']?.['ndcg@10'], 0);
    assert.equal(report['hybrid'], undefined, 'only the mode asked for');
  });

  it('calls a folder that is no data set a wrong call', async () => {
    for (const folder of [join(temp, 'nulle-part'), dataset(join(temp, 'sans-qrels'), { 'qrels/test.tsv': null })]) {
      const { code, stdout, stderr } = await run('--dataset', folder, '--json');
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /n’est pas un jeu d’évaluation/);
    }
    assert.match((await run('--dataset', join(temp, 'sans-qrels'))).stderr, /qrels.test\.tsv/);
  });

  it('names the line that cannot be read', async () => {
    const broken = `${lines(DOCUMENTS.slice(0, 2))}\n{"_id": "x"`;
    const cases = {
      'corpus.jsonl:3': { 'corpus.jsonl': broken },
      'corpus.jsonl:4': { 'corpus.jsonl': lines([...DOCUMENTS, DOCUMENTS[0] ?? {}]) },
      'queries.jsonl:2': { 'queries.jsonl': `${JSON.stringify(QUERIES[0])}\n{"text": "sans identifiant"}` },
      'test.tsv:2': { 'qrels/test.tsv': `${QRELS[0]}\n1\tloyer\toui` },
    };
    for (const [place, files] of Object.entries(cases)) {
      const { code, stderr } = await run('--dataset', dataset(join(temp, place.replaceAll(/\W/g, '-')), files), '--json');
      assert.equal(code, 1, place);
      assert.ok(stderr.includes(place), `${place} in: ${stderr}`);
    }
  });

  it('says what it cannot do without', async () => {
    const empty = dataset(join(temp, 'vide'), { 'qrels/test.tsv': QRELS[0] ?? '' });
    assert.equal((await run('--dataset', empty)).code, 1);
    assert.equal((await run()).code, 2);
    const unknown = await run('--dataset', empty, '--mode', 'magique');
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /lexical, semantic ou hybrid/);
  });
});
