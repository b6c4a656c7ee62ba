import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { contrastiveStep, newWorkspace } from '../../scripts/train-embedding/contrastive.ts';
import { misspell, misspeltWords } from '../../scripts/train-embedding/misspellings.ts';
import { contentWordsOf, wordsOf } from '../../scripts/train-embedding/normalise.ts';
import { quantise } from '../../scripts/train-embedding/quantise.ts';
import { seededRandom, shuffle } from '../../scripts/train-embedding/random.ts';
import { encoder, segment } from '../../scripts/train-embedding/segment.ts';
import { newTable, type Table } from '../../scripts/train-embedding/table.ts';
import type { EncodedPair } from '../../scripts/train-embedding/tuning.ts';

function randomTable(rows: number, dimension: number): Table {
  const random = seededRandom(7);
  const table = newTable(rows, dimension);
  table.values.forEach((_, index) => (table.values[index] = random() - 0.5));
  return table;
}

function pair(question: number[], document: number[], key: number): EncodedPair {
  return { question: Int32Array.from(question), document: Int32Array.from(document), key, repeats: 1 };
}

test('normalise : accents, œ, apostrophes, nombres', () => {
  assert.deepEqual(wordsOf('L’Œuvre coûte 1 000 F ; l’art. 58-2'), [
    'l',
    'oeuvre',
    'coute',
    '1',
    '000',
    'f',
    'l',
    'art',
    '58',
    '2',
  ]);
  assert.deepEqual(contentWordsOf('Comment comptabiliser un achat ?'), ['comptabiliser', 'achat']);
});

test('le tirage dépend de la graine seule', () => {
  const draw = (seed: number): number[] => shuffle([1, 2, 3, 4, 5, 6, 7, 8], seededRandom(seed));
  assert.deepEqual(draw(3), draw(3));
  assert.notDeepEqual(draw(3), draw(4));
});

test('découpe par le plus long morceau connu, et rend vide ce qui n’en a pas', () => {
  const ids = new Map(['amort', 'amorti', '##sement', '##s', '##e'].map((token, row) => [token, row]));
  assert.deepEqual(segment('amortisement', ids), ['amorti', '##sement']);
  assert.deepEqual(segment('amorts', ids), ['amort', '##s']);
  assert.deepEqual(segment('amortx', ids), []);
  assert.deepEqual([...encoder(ids)(['amorts', 'inconnu', 'amorti'])], [0, 3, 1]);
});

test('une faute simulée change le mot sans le rendre méconnaissable', () => {
  const random = seededRandom(11);
  for (let draw = 0; draw < 200; draw++) {
    const wrong = misspell('amortissement', random);
    assert.match(wrong, /^[ae][a-z]{10,15}$/);
  }
});

test('la quantification ne s’écarte pas de plus d’un demi-pas, et garde les rangs nuls', () => {
  const table = randomTable(20, 16);
  table.values.fill(0, 0, 16);
  const { integers, scales } = quantise(table);
  assert.equal(scales[0], 0);
  table.values.forEach((value, index) => {
    const scale = scales[Math.floor(index / 16)] ?? 0;
    assert.ok(Math.abs((integers[index] ?? 0) * scale - value) <= scale / 2 + 1e-6);
  });
});

test('le gradient du réglage est celui de la perte (différences finies)', () => {
  const table = randomTable(9, 6);
  // The second and third questions are the same: they must not be each other's negatives.
  const batch = [pair([0, 1], [2, 3, 3], 0), pair([4], [5, 1], 1), pair([4], [6, 2], 1), pair([7, 8], [8], 2)];
  const work = newWorkspace(batch.length, 6);
  contrastiveStep(table, batch, work);
  const gradients = new Map([...work.gradients].map(([row, values]) => [row, values.slice()]));
  const lossAt = (index: number, value: number): number => {
    const moved = { ...table, values: table.values.slice() };
    moved.values[index] = value;
    return contrastiveStep(moved, batch, newWorkspace(batch.length, 6)) * batch.length;
  };
  const step = 1e-2;
  table.values.forEach((value, index) => {
    const measured = (lossAt(index, value + step) - lossAt(index, value - step)) / (2 * step);
    const computed = gradients.get(Math.floor(index / 6))?.[index % 6] ?? 0;
    assert.ok(
      Math.abs(measured - computed) < 0.02 * Math.max(1, Math.abs(measured)),
      `${String(index)}: ${String(measured)} ${String(computed)}`,
    );
  });
});

test('les fautes simulées ne sont jamais un mot connu', () => {
  const words = ['compte', 'compter', 'immobilisation', 'stock', 'actif'];
  const meant = misspeltWords(words, new Set(words), seededRandom(5));
  assert.ok(meant.size > words.length);
  for (const [wrong, word] of meant) assert.ok(!words.includes(wrong) && words.includes(word));
});

test('entraîner sans fastText, ou mal appelé, finit par une phrase claire', () => {
  const script = join(import.meta.dirname, '../../scripts/train-embedding/main.ts');
  const train = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { env: { PATH: '' }, encoding: 'utf8' });
  const missing = train('--text', 'nulle-part');
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /^Le programme « fasttext » est introuvable/);
  const wrong = train();
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /^Usage/);
});
