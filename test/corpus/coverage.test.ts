import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { spawnSync } from 'node:child_process';
import { parseQuestionSet } from '../../core/quality/question-set.ts';
import { fold } from '../../workers/analysis/analyser.ts';
import { coverageReport } from '../../workers/corpus/coverage.ts';
import { divergencesDeSens } from '../../workers/corpus/sens.ts';
import { bundledCorpus } from '../support/knowledge.ts';
import { ROOT } from '../support/project.ts';

const corpus = bundledCorpus();
const REFERENCE = join(ROOT, '..', 'shared', 'reference');

describe('the knowledge base covers', () => {
  it('every two-digit account with a sheet and every four-digit account with everyday words', () => {
    const numeros = [...corpus.plan.values()].filter(({ statut }) => statut !== 'classe').map(({ numero }) => numero);
    const missing = numeros.filter((numero) => numero.length === 2 && !corpus.comptes.has(numero));
    assert.deepEqual(missing, []);
    assert.deepEqual(
      numeros.filter((numero) => numero.length === 4 && !corpus.usages.has(numero)),
      [],
    );
  });

  it('at least 180 operations, 150 rules, 400 terms', () => {
    const count = (type: string): number => corpus.fiches.filter((fiche) => fiche.type === type).length;
    assert(count('operation') >= 180, `${count('operation')} operations`);
    assert(count('regle') >= 150, `${count('regle')} rules`);
    assert(corpus.termes.length >= 400, `${corpus.termes.length} terms`);
  });

  it('what docs/couverture.md says', () => {
    const written = readFileSync(join(ROOT, 'docs', 'couverture.md'), 'utf8');
    assert.equal(written, coverageReport(corpus), 'run npm run corpus:report');
  });
});

describe('the coverage report', () => {
  it('counts an account sheet that goes and names the account', () => {
    const comptes = new Map([...corpus.comptes].filter(([numero]) => numero !== '41'));
    const report = coverageReport({ ...corpus, comptes });
    assert.match(report, /Comptes à deux chiffres sans fiche : 41\./);
  });

  it('lists an operation on a side that the account’s sheet does not know', () => {
    const before = divergencesDeSens(corpus);
    const comptes = new Map(corpus.comptes);
    for (const [numero, fiche] of comptes) if (numero.startsWith('57')) comptes.set(numero, { ...fiche, credit: [] });
    const after = divergencesDeSens({ ...corpus, comptes });
    const fresh = after.filter((one) => !before.some((old) => old.operation === one.operation && old.compte === one.compte));
    assert(fresh.length > 0 && fresh.every(({ compte, sens }) => compte.startsWith('57') && sens === 'credit'));
  });
});

describe('the words of the knowledge base are its own', () => {
  it('no question of a sheet comes from the judged questions', () => {
    const set = readFileSync(join(ROOT, 'test', 'ranking', 'questions.jsonl'), 'utf8');
    const judged = new Set(parseQuestionSet(set).map(({ question }) => bare(question)));
    const lifted = [...corpus.fiches, ...corpus.comptes.values()].flatMap((fiche) =>
      fiche.questions.filter((question) => judged.has(bare(question))).map((question) => `${fiche.id} : ${question}`),
    );
    const said = [...corpus.formulations].flatMap(([key, phrases]) =>
      phrases.filter((phrase) => judged.has(bare(phrase))).map((phrase) => `${key} : ${phrase}`),
    );
    assert.deepEqual([...lifted, ...said], []);
  });

  it('no run of eight words is shared with the reference material', { skip: !existsSync(REFERENCE) }, () => {
    const run = spawnSync(process.execPath, [join(ROOT, 'scripts', 'corpus-overlap.ts')], { encoding: 'utf8' });
    assert.equal(run.status, 0, `${run.stdout}${run.stderr}`);
  });
});

const bare = (text: string): string => (fold(text).match(/[a-z0-9]+/g) ?? []).join(' ');
