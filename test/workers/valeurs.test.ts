import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lireGrandeurs, moisEntreDates } from '../../workers/answering/grandeurs.ts';
import { lireMontants, lireTaux } from '../../workers/answering/montants.ts';
import { regler } from '../../workers/answering/reglement.ts';
import { sansRecuperation } from '../../workers/answering/tva-non-recuperable.ts';
import { understand } from '../../workers/answering/understand.ts';
import { lireValeurs } from '../../workers/answering/valeurs.ts';
import { passerEcritures, soldes } from '../../workers/comptabilite/ecriture.ts';
import { bundledCorpus } from '../support/knowledge.ts';

const { fiches, plan } = bundledCorpus();

/** The entry of one sheet for one question: "d6011=1000" for each line, steps one after the other. */
function booked(id: string, question: string): string[] {
  const fiche = fiches.find((one) => one.id === id);
  assert(fiche?.type === 'operation', id);
  const understanding = understand(question);
  const passees = passerEcritures(fiche, lireValeurs(fiche, understanding).valeurs, plan);
  const { entries } = regler(sansRecuperation(passees, question).entries, understanding, (numero) => plan.get(numero));
  assert(
    [...soldes(entries).values()].every((solde) => solde === 0),
    'each step balances',
  );
  return entries.map(({ sens, compte, montant }) => `${sens === 'debit' ? 'd' : 'c'}${compte}=${montant}`);
}

/** That the entry has these lines, whatever else it has. */
function has(id: string, question: string, lines: string[]): void {
  const all = booked(id, question);
  for (const line of lines) assert(all.includes(line), `${line} in ${all.join(' ')}`);
}

describe('the figures of a question', () => {
  const read = (question: string): string[] =>
    lireGrandeurs(question, lireMontants(question), lireTaux(question)).map(({ nature, valeur }) => `${valeur} ${nature}`);
  const READ: [question: string, expected: string[]][] = [
    ['2 000 actions de 10 000 F de nominal', ['2000 nombre', '10000 montant']],
    ['10 000 $ facturés à 590, encaissés à 610', ['10000 devise', '590 montant', '610 montant']],
    ['emprunt de 20 000 000 à 9 % sur cinq ans', ['20000000 montant', '9 pourcent', '5 ans']],
    ['loyer de 300 000 payé pour 6 mois', ['300000 montant', '6 mois']],
    ['sœur de l’associé : 1 000 000 F sur 12 mois', ['1000000 montant', '12 mois']],
  ];
  for (const [question, expected] of READ) it(question, () => assert.deepEqual(read(question), expected));

  it('counts the months between two days, and to the end of December from one', () => {
    assert.equal(moisEntreDates('intérêts payés le 30 septembre, clôture le 31 décembre'), 3);
    assert.equal(moisEntreDates('mis en service le 1er octobre'), 3);
    assert.equal(moisEntreDates('du 1er avril au 31 décembre'), 9);
    assert.equal(moisEntreDates('assurance payée en octobre'), 3);
    assert.equal(moisEntreDates('loyer de janvier à mars payé en décembre'), undefined, 'which of them begins is not said');
    assert.equal(moisEntreDates('facture de mars'), undefined);
    assert.equal(moisEntreDates('sans date'), undefined);
  });
});

describe('figures go to what is spoken of beside them', () => {
  it('parts of a pay slip', () =>
    has('paie-mensuelle', 'brut 800 000, retenue CNSS du salarié 40 000, impôt retenu 60 000', [
      'd6611=800000',
      'c431=40000',
      'c4472=60000',
      'd422=700000',
    ]));
  it('number, nominal and issue price of shares', () =>
    has('augmentation-capital-numeraire-prime', '2 000 actions de 10 000 F de nominal émises à 12 500 F', [
      'c1013=20000000',
      'c1051=5000000',
    ]));
  it('capital and interest of an instalment, given as parts', () =>
    has('emprunt-remboursement-echeance', 'échéance : 1 000 000 de capital et 150 000 d’intérêts', [
      'd162=1000000',
      'd6712=150000',
      'c5211=1150000',
    ]));
  it('a reduction on the invoice leaves the net', () => {
    has('achat-marchandises-credit', 'achat à crédit : brut 2 000 000 HT, remise 10 %, TVA 18 %', [
      'd6011=1800000',
      'd4452=324000',
      'c4011=2124000',
    ]);
    has('achat-marchandises-credit', 'brut 1 000 000, rabais de 5 % puis remise de 10 %, sans TVA', ['d6011=855000']);
    has('achat-marchandises-credit', 'facture de 1 000 000 HT moins une remise de 50 000, TVA 18 %', ['d6011=950000']);
    has('achat-marchandises-credit', 'achat 500 000 HT remise 10 % TVA 18 %', ['d6011=450000', 'd4452=81000']);
    has('achat-marchandises-credit', 'facture de 1 000 000 HT, remise de 10 % puis 5 %, sans TVA', ['d6011=855000']);
    has('rabais-remise-obtenu', 'remise de 10 % obtenue sur une facture de 2 000 000 HT, TVA 18 %', ['c6011=200000']);
    has('rabais-remise-obtenu', 'avoir : remise de 200 000 HT', ['c6011=200000']);
  });
  it('VAT that cannot be recovered is part of the cost', () => {
    has('achat-marchandises-credit', 'marchandises 300 000 HT + 54 000 de TVA, nous ne sommes pas assujettis', ['d6011=354000']);
    has('telephone-internet', 'téléphone 118 000 TTC, TVA 18 % non récupérable', ['d6281=118000', 'c4011=118000']);
  });
  it('the price of several things together is not multiplied', () => {
    has('titres-placement-acquisition', '100 actions achetées 5 000 000', ['d5022=5000000']);
    has('titres-placement-acquisition', '100 actions achetées à 50 000 l’une', ['d5022=5000000']);
  });
  it('a part paid at once', () =>
    has('vente-produits-finis', 'vente 1 416 000 TTC (TVA 18 %) : 472 000 en espèces tout de suite, le reste le mois prochain', [
      'd5711=472000',
      'd4111=944000',
      'c7021=1200000',
    ]));
  it('a figure goes to what it is called, whatever else shares a word of it', () =>
    has('affectation-resultat-benefice', 'Affecter 8 000 000 de bénéfice : réserve légale 800 000, dividendes 5 000 000', [
      'c111=800000',
      'c465=5000000',
      'c121=2200000',
    ]));
  it('which year of a row', () => {
    const machine = 'machine de 6 000 000 sur 5 ans, dotation dégressive SOFTY de la';
    has('dotation-amortissement-degressif', `${machine} première année`, ['d6813=2000000']);
    has('dotation-amortissement-degressif', `${machine} 2e année`, ['d6813=1600000']);
  });
  it('the tax within a price is no other figure', () =>
    has('paiement-client-mobile-money', 'un client paie 118 000 TTC dont 18 000 de TVA par mobile money', ['d552=118000']));
  it('a price of each, times how many', () => {
    const goods = (question: string): string[] => booked('achat-marchandises-credit', question);
    assert.deepEqual(goods('12 bidons à 1 500 HT, TVA 18 %'), ['d6011=18000', 'd4452=3240', 'c4011=21240']);
    assert.deepEqual(goods('deux armoires pour 90 000 HT pièce, TVA 18 %'), ['d6011=180000', 'd4452=32400', 'c4011=212400']);
    for (const question of [
      '3 armoires à 270 000 HT au total, TVA 18 %',
      'armoires pour 2 agences, 270 000 HT, TVA 18 %',
      'achat sur 3 mois à 270 000 HT, TVA 18 %',
    ])
      assert.deepEqual(goods(question), ['d6011=270000', 'd4452=48600', 'c4011=318600'], question);
  });
  it('what was paid has the tax in it, unless a rate is put on it', () => {
    has('achat-marchandises-credit', 'marchandises payées 118 000 par chèque', ['d6011=100000', 'd4452=18000']);
    has('achat-marchandises-credit', 'marchandises payées 118 000, TVA 18 %', ['d6011=118000']);
  });
  it('a VAT rate is no rate of loss', () => {
    const lines = booked('depreciation-creance-douteuse', 'créance douteuse de 2 360 000 TTC, TVA 18 %');
    assert(!lines.some((line) => line.endsWith('=424800')), lines.join(' '));
  });
  it('months between two dates', () =>
    has('interets-courus-emprunt', 'Emprunt de 20 000 000 à 9 %, intérêts payés le 30 septembre, clôture au 31 décembre', [
      'd6712=450000',
    ]));
});

describe('an entry follows what the question says of payment', () => {
  it('by cheque instead of cash', () => {
    const lines = booked('achat-marchandises-comptant', 'achat de marchandises 100 000 HT, TVA 18 %, payé par chèque');
    assert(lines.includes('c5211=118000') && !lines.some((line) => line.includes('571')), lines.join(' '));
  });
  it('half at once, half owed, without VAT', () =>
    assert.deepEqual(booked('achat-marchandises-credit', 'achat de 600 000 F, moitié comptant en caisse, pas de TVA'), [
      'd6011=600000',
      'c5711=300000',
      'c4011=300000',
    ]));
  it('a share at once is no rate of VAT, the rest is owed', () =>
    assert.deepEqual(
      booked('achat-marchandises-credit', 'achat de marchandises 590 000 TTC, TVA 18 %, 40 % comptant, le reste dans 30 jours'),
      ['d6011=500000', 'd4452=90000', 'c5711=236000', 'c4011=354000'],
    ));
  it('half by cheque at once, half later', () =>
    assert.deepEqual(
      booked(
        'achat-marchandises-credit',
        'achat 1 000 000 HT, TVA 19,25 %, moitié payée par chèque tout de suite et moitié à 60 jours',
      ),
      ['d6011=1000000', 'd4452=192500', 'c5211=596250', 'c4011=596250'],
    ));
  it('paid at once where the sheet leaves it owed', () =>
    assert.deepEqual(booked('achat-marchandises-credit', 'tissus achetés 1 000 000 HT, TVA 18 %, réglés en espèces'), [
      'd6011=1000000',
      'd4452=180000',
      'c4011=1180000',
      'd4011=1180000',
      'c5711=1180000',
    ]));
  it('owed where it will be paid later, by whatever means', () => {
    const lines = booked('achat-marchandises-credit', 'tissus achetés 1 000 000 HT, TVA 18 %, payables par chèque dans 60 jours');
    assert(!lines.some((line) => line.startsWith('c5')), lines.join(' '));
  });
  it('leaves a transfer between treasury accounts alone', () => {
    const lines = booked('alimentation-caisse', 'retrait de 200 000 F à la banque par chèque pour la caisse');
    assert(lines.some((line) => line.startsWith('d57')) && lines.some((line) => line.startsWith('c52')), lines.join(' '));
  });
});
