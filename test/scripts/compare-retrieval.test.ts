import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projected, projectionOf } from '../../scripts/compare-retrieval/projection.ts';
import { fuseScores } from '../../scripts/compare-retrieval/score-fusion.ts';
import { byGathered, movedTowards, rankByMeaning } from '../../scripts/compare-retrieval/semantic.ts';
import { openStaticModel } from '../../scripts/compare-retrieval/static-model.ts';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { MODEL_DIR } from '../support/knowledge.ts';
import { ROOT } from '../support/project.ts';

const inner = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

const SENTENCES = [
  'Comment comptabiliser l’achat d’un véhicule à crédit ?',
  'cœur de métier, main-d’œuvre : 1 180 000 F TTC',
  'amortisement lineaire dun ordinateur',
  'le compte 6055 « Fournitures de bureau non stockables »',
  'TVA récupérable '.repeat(200) + 'dépréciation des stocks',
];

describe('the static model opened as a table', () => {
  it('gives the vectors that the product computes', async () => {
    const loaded = await loadEmbedder(MODEL_DIR, 1);
    assert(loaded.ok);
    const expected = await loaded.value.embed(SENTENCES, 'query');
    await loaded.value.dispose();
    const model = openStaticModel(MODEL_DIR);
    SENTENCES.forEach((sentence, at) => {
      const similarity = inner(model.pool(model.pieces(sentence)), expected[at] ?? new Float32Array());
      assert(similarity > 0.9999, `${sentence.slice(0, 40)}: ${similarity}`);
    });
  });

  it('has no direction for a text without a word', () => {
    const model = openStaticModel(MODEL_DIR);
    assert(model.pool(model.pieces('… ?!')).every((value) => value === 0));
  });
});

describe('rankings by meaning', () => {
  // Two documents: the first has one passage that is very near, the second three that are near.
  const passages = {
    dimension: 4,
    documentOf: Int32Array.of(1, 1, 1, 2, 2, 2),
    values: Float32Array.from(
      [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 1, 0, 0],
        [0.9, 0, 0.4, 0],
        [0.8, 0, 0.6, 0],
        [0.8, 0, 0.6, 0],
      ].flat(),
    ),
  };
  const vector = Float32Array.of(1, 0, 0, 0);

  it('go by the best passage, or by the mean of the best three', () => {
    const ranking = rankByMeaning(passages, vector);
    assert.deepEqual(
      ranking.map(({ id }) => id),
      [1, 2],
    );
    assert.deepEqual(
      byGathered(ranking).map(({ id }) => id),
      [2, 1],
    );
  });

  it('move towards what was found first', () => {
    const moved = movedTowards(vector, passages, [2], 1);
    assert(inner(moved, Float32Array.of(0, 0, 1, 0)) > 0.1);
    assert(Math.abs(inner(moved, moved) - 1) < 1e-6);
  });

  it('stay the same along as many axes as there are', () => {
    const project = projectionOf(passages, 3);
    const short = rankByMeaning(projected(passages, project), project(vector));
    const long = rankByMeaning(passages, vector);
    // The passages lie in three dimensions; their lengths become 1.
    assert.deepEqual(
      short.map(({ id }) => id),
      long.map(({ id }) => id),
    );
    assert(Math.abs((short[0]?.score ?? 0) - 1) < 1e-3, String(short[0]?.score));
  });
});

describe('fusion of scores', () => {
  const lists = [
    { ranking: [10, 6, 2].map((score, at) => ({ id: at + 1, score })), weight: 1 },
    {
      ranking: [
        { id: 2, score: 0.9 },
        { id: 4, score: 0.1 },
      ],
      weight: 1,
    },
  ];

  it('adds what each search says on its own scale', () => {
    assert.deepEqual(
      fuseScores(lists, 'minmax').map(({ id, score }) => [id, score]),
      [
        [2, 1.5],
        [1, 1],
        [3, 0],
        [4, 0],
      ],
    );
    assert.equal(fuseScores(lists, 'zscore')[0]?.id, 2);
  });

  it('is that of the other search where one found nothing', () => {
    const found = fuseScores([{ ranking: [], weight: 1 }, ...lists.slice(0, 1)], 'zscore');
    assert.deepEqual(
      found.map(({ id }) => id),
      [1, 2, 3],
    );
  });
});

describe('compare:retrieval', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'scripts', 'run.js'), 'compare-retrieval/main', ...args], { encoding: 'utf8' });

  it('says what it does not know', () => {
    const section = run('--only', 'inconnue');
    assert.equal(section.status, 2);
    assert.match(section.stderr, /Section inconnue : « inconnue »\.[\s\S]*recherches, rangs/);
    const folder = run('--dataset', join(ROOT, 'nulle-part'));
    assert.equal(folder.status, 2);
    assert.match(folder.stderr, /est introuvable/);
  });
});
