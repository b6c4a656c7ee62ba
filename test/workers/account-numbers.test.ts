import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountNumbers, accountRanges, articleNumbers } from '../../workers/answering/account-numbers.ts';

describe('account numbers in a question', () => {
  const READ: [question: string, expected: string[]][] = [
    ['compte 4441', ['4441']],
    ['À quoi sert le compte n° 681 ?', ['681']],
    ['comptes 681 et 691', ['681', '691']],
    ['comptes 601, 602 ou 603', ['601', '602', '603']],
    ['différence entre le 6053 et le 6042', ['6053', '6042']],
    ['que contient le 57 ?', ['57']],
    ['différence entre 4081 et 4181', ['4081', '4181']],
    ['cpte 4011', ['4011']],
    ['sous-compte 41 puis sous-compte 41', ['41']],
    ['classe 6', ['6']],
    ['571', ['571']],
    ['571 ?', ['571']],
    ['le compte 99999', ['99999']],
    ['débit du 6011 au 4011', ['6011', '4011']],
    ['Le 1984, on le crédite quand ?', ['1984']],
    ['603 ça enregistre quoi ?', ['603']],
    ['à quoi sert le 16 ?', ['16']],
    ['le 24 c’est quoi', ['24']],
    ['différence entre le 20 et le 21', ['20', '21']],
    ['facture payée le 12, on débite le 60 ?', ['60']],
  ];
  for (const [question, expected] of READ) {
    it(`« ${question} » → ${expected.join(', ')}`, () => assert.deepEqual(accountNumbers(question), expected));
  }

  const NONE = [
    'exercice 2024',
    'au 31 décembre',
    'le 31/12/2024',
    'le 15 mars 2025',
    'au bout de 12 mois',
    'un emprunt de 500 000 F',
    'un achat de 1 180 000',
    'au 18 %',
    'dans 30 jours',
    'au 1984',
    '1 000 000 de capital et 150 000 d’intérêts',
    'Comment comptabiliser un loyer ?',
    'le 1er janvier',
    'le client est passé au bureau le 16 pour régler sa facture',
    'marchandises livrées le 28, facturées le 30',
    'le 15, on a payé le loyer',
    'nous étions fermés du 20 au 25',
    '',
  ];
  for (const question of NONE) it(`« ${question} » has none`, () => assert.deepEqual(accountNumbers(question), []));
});

describe('article numbers in a question', () => {
  it('are read with their suffix', () => {
    assert.deepEqual(articleNumbers('article 58-2 et art. 45, articles n° 7'), ['58-2', '45', '7']);
    assert.deepEqual(articleNumbers('un départ 45, la partie 3'), []);
  });
});

describe('ranges of accounts', () => {
  it('are read from one account to another of as many figures', () => {
    assert.deepEqual(accountRanges('que contiennent les comptes 401 à 409 ?'), [{ from: '401', to: '409' }]);
    assert.deepEqual(accountRanges('comptes de 6011 au 6014'), [{ from: '6011', to: '6014' }]);
  });
  it('are not read where numbers are only listed, go down or differ in length', () => {
    for (const question of ['comptes 401 et 409', 'compte 409 à 401', 'comptes 40 à 409', 'le compte 401 au 31 décembre'])
      assert.deepEqual(accountRanges(question), [], question);
  });
});
