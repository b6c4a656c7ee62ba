import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { env, pipeline, type FeatureExtractionPipeline } from '@huggingface/transformers';
import { wordsOf } from '../../scripts/train-embedding/normalise.ts';

const FOLDER = join(import.meta.dirname, '../../resources/models/ohada-statique-v1');

interface Card {
  readonly dimension: number;
  readonly pooling: 'mean';
  readonly normalize: boolean;
  readonly max_length: number;
  readonly files: Readonly<Record<string, string>>;
}

const card = JSON.parse(readFileSync(join(FOLDER, 'model-card.json'), 'utf8')) as Card;
let extract: FeatureExtractionPipeline;

before(async () => {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(FOLDER);
  extract = await pipeline('feature-extraction', 'ohada-statique-v1', { dtype: 'fp32' });
});

async function embed(texts: string[]): Promise<number[][]> {
  const tensor = await extract(texts, { pooling: card.pooling, normalize: card.normalize });
  return tensor.tolist() as number[][];
}

/** Cosine similarity of two texts: vectors have length 1. */
async function similarity(left: string, right: string): Promise<number> {
  const [a = [], b = []] = await embed([left, right]);
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

async function assertCloser(text: string, near: string, far: string): Promise<void> {
  const [close, distant] = [await similarity(text, near), await similarity(text, far)];
  assert.ok(close > distant + 0.1, `« ${text} » : « ${near} » ${close.toFixed(2)}, « ${far} » ${distant.toFixed(2)}`);
}

test('les empreintes de la carte sont celles des fichiers', () => {
  assert.deepEqual(Object.keys(card.files).sort(), ['config.json', 'onnx/model.onnx', 'tokenizer.json', 'tokenizer_config.json']);
  for (const [name, hash] of Object.entries(card.files)) {
    const bytes = readFileSync(join(FOLDER, name));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), hash, name);
  }
});

test('transformers.js charge le dossier hors ligne et rend des vecteurs unitaires de la dimension annoncée', async () => {
  const [vector = []] = await embed(['Comment comptabiliser un achat de marchandises à crédit ?']);
  assert.equal(vector.length, card.dimension);
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-4);
});

test('les mots voisins sont proches, les autres non', async () => {
  await assertCloser('achat de marchandises', 'acquisition de marchandises', 'congé maternité');
  await assertCloser('salaires du personnel', 'rémunération des employés', 'stocks de matières premières');
  await assertCloser('créance douteuse', 'client insolvable', 'subvention d’investissement');
  await assertCloser('ordinateur de bureau', 'matériel informatique', 'capital social');
});

test('un mot mal écrit reste près du mot juste', async () => {
  await assertCloser('amortisement', 'amortissement', 'stock');
  await assertCloser('imobilisation', 'immobilisation', 'salaire');
  await assertCloser('founisseur', 'fournisseur', 'capital');
  await assertCloser('provison', 'provision', 'client');
});

test('accents, casse, œ et apostrophes ne changent rien', async () => {
  const [first, ...others] = await embed([
    'main-d’œuvre à la clôture de l’exercice n°12',
    "MAIN-D'OEUVRE A LA CLOTURE DE L'EXERCICE N°12",
    'main d oeuvre a la cloture de l exercice n 12',
  ]);
  for (const other of others) assert.deepEqual(other, first);
});

test('le découpage en mots est celui de l’entraînement', () => {
  const text = 'L’état « œuvres » : 1 000 000 FCFA, 18 % (compte 6011), n° 58-2 ; e-mail@exemple.ci … ½ €';
  const pieces = extract.tokenizer.tokenize(text);
  assert.equal(pieces.map((piece) => piece.replace(/^##/, '')).join(''), wordsOf(text).join(''));
  assert.equal(pieces.filter((piece) => !piece.startsWith('##')).length, wordsOf(text).length);
});

test('un texte sans aucun mot porteur n’a pas de direction : à l’appelant d’en tenir compte', async () => {
  for (const text of ['', '?!', 'de la']) {
    const tensor = await extract(text, { pooling: 'mean', normalize: false });
    const values = [...(tensor.data as Float32Array)];
    assert.ok(
      values.every((value) => value === 0 || Number.isNaN(value)),
      `« ${text} »`,
    );
  }
});

test('le même texte donne le même vecteur, seul ou parmi de plus longs', async () => {
  const text = 'dotation aux amortissements';
  const [alone = []] = await embed([text]);
  const [again] = await embed([text]);
  assert.deepEqual(again, alone);
  const [, padded = []] = await embed(['un texte bien plus long que le second, qui oblige à compléter celui-ci', text]);
  padded.forEach((value, index) => assert.ok(Math.abs(value - (alone[index] ?? 0)) < 1e-6));
});
