import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lireMontants, lireTaux } from '../../workers/answering/montants.ts';

const amounts = (question: string): string[] => lireMontants(question).map(({ nature, montant }) => `${montant} ${nature}`);

describe('amounts in a question', () => {
  const READ: [question: string, expected: string[]][] = [
    ['achat de 1 180 000 TTC', ['1180000 TTC']],
    ['1.180.000 F CFA', ['1180000 indetermine']],
    ['1\u202f180\u202f000\u00a0FCFA HT', ['1180000 HT']],
    ['2,5 millions HT', ['2500000 HT']],
    ['2.5 millions TTC', ['2500000 TTC']],
    ['1,25 milliard de francs', ['1250000000 indetermine']],
    ['3 millions de FCFA', ['3000000 indetermine']],
    ['500 mille francs', ['500000 indetermine']],
    ['500000 hors taxes', ['500000 HT']],
    ['500000 H.T. et 90000 de TVA', ['500000 HT', '90000 TVA']],
    ['750 000 toutes taxes comprises', ['750000 TTC']],
    ['5000 F de frais', ['5000 indetermine']],
    ['1 000 000,50 F HT', ['1000001 HT']],
    ['un prêt de 10000000', ['10000000 indetermine']],
    ['2 000 000 puis 3 000 000', ['2000000 indetermine', '3000000 indetermine']],
    ['250.000FCFA', ['250000 indetermine']],
    ['100 000 francs CFA TTC', ['100000 TTC']],
  ];
  for (const [question, expected] of READ) {
    it(`« ${question} » → ${expected.join(', ')}`, () => assert.deepEqual(amounts(question), expected));
  }

  const NONE = [
    'TVA à 19,25 %',
    '18% de TVA',
    'exercice 2024',
    'au 31/12/2024',
    'le 31.12.2024',
    'compte 6011',
    'comptes 4011 et 4452',
    'article 58-2 de l’AUDCIF',
    'amorti sur 5 ans',
    '60 jours',
    '0 F',
    '99999999999999999999 F',
    'véhicule 4x4 de 2020',
    'facture n° 1234',
    'le compte 401100 est-il le bon',
    'facture 12.5 du 3',
    '',
  ];
  for (const question of NONE) it(`« ${question} » has none`, () => assert.deepEqual(amounts(question), []));

  it('stand where they say, so that they can be taken out of the subject', () => {
    const question = 'Achat de 1 180 000 F TTC au comptant, plus 20 000 HT';
    assert.deepEqual(
      lireMontants(question).map(({ start, end }) => question.slice(start, end)),
      ['1 180 000 F TTC', '20 000 HT'],
    );
  });
});

describe('rates in a question', () => {
  const RATES: [question: string, expected: [number, boolean][]][] = [
    ['TVA 18 %', [[18, true]]],
    ['TVA de 19,25 %', [[19.25, true]]],
    ['au taux de 19.25% de TVA', [[19.25, true]]],
    ['18 pour cent', [[18, false]]],
    [
      'escompte de 2 % et TVA à 18%',
      [
        [2, false],
        [18, true],
      ],
    ],
    ['100 000 F', []],
  ];
  for (const [question, expected] of RATES) {
    it(`« ${question} »`, () =>
      assert.deepEqual(
        lireTaux(question).map(({ taux, tva }) => [taux, tva]),
        expected,
      ));
  }
});
