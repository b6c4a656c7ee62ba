import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { understand } from '../../workers/answering/understand.ts';

/** The words searched, and what is searched by meaning. */
function searched(question: string): { words: string[]; sens: string } {
  const { subject, sens } = understand(question);
  return { words: subject.map(({ exact }) => exact), sens: sens.replaceAll(/ {2,}/g, ' ').trim() };
}

describe('what is said of payment in passing is not searched for', () => {
  const ASIDE: [question: string, sens: string][] = [
    ['achat d’un groupe électrogène payé moitié comptant', 'achat d’un groupe électrogène payé'],
    ['acompte versé par un client par Orange Money', 'acompte versé par un client'],
    ['bureau et chaises, 40 % comptant, le reste dans 30 jours', 'bureau et chaises, ,'],
    ['achat de sable et de ciment, moitié payée par chèque tout de suite et moitié à 60 jours', 'achat de sable et de ciment,'],
    ['loyer payé par virement bancaire', 'loyer payé'],
    ['loyer du magasin de Kaolack réglé par virement bancaire', 'loyer du magasin de Kaolack réglé'],
  ];
  for (const [question, sens] of ASIDE) {
    it(`« ${question} »`, () => {
      const { words, sens: left } = searched(question);
      assert.equal(left, sens);
      for (const word of ['comptant', 'cheque', 'orange', 'money', 'virement', 'moitie', 'reste', 'jours'])
        assert(!words.includes(word), `${word} in ${words.join(' ')}`);
    });
  }

  const ABOUT_IT = [
    'client réglé par Wave',
    'paiement d’un fournisseur par mobile money',
    'chèque impayé',
    'facture payée par chèque',
    'achat payé par mobile money',
    'frais sur un paiement par Orange Money',
  ];
  for (const question of ABOUT_IT) {
    it(`« ${question} » is about the payment`, () => assert.equal(understand(question).sens, question));
  }

  it('nor is a share paid at once a rate', () =>
    assert.deepEqual(
      understand('vente de 590 000 TTC, TVA 18 %, 40 % comptant').taux.map(({ taux }) => taux),
      [18],
    ));
});
