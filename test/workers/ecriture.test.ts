import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lireValeurs } from '../../workers/answering/valeurs.ts';
import { understand } from '../../workers/answering/understand.ts';
import { passerEcritures, soldes } from '../../workers/comptabilite/ecriture.ts';
import type { Valeurs } from '../../workers/comptabilite/formule.ts';
import type { FicheOperation } from '../../workers/corpus/fiche.ts';
import { bundledCorpus } from '../support/knowledge.ts';
import { randomFrom } from '../support/random.ts';

const { fiches, plan } = bundledCorpus();
const operations = fiches.filter((fiche) => fiche.type === 'operation');
const francs = new Intl.NumberFormat('fr-FR', { useGrouping: false });

/** Debits minus credits of each step must be nought; tells which sheet and values when not. */
function assertBalanced(fiche: FicheOperation, valeurs: Valeurs): void {
  const lignes = passerEcritures(fiche, valeurs, plan);
  for (const [moment, solde] of soldes(lignes)) {
    assert.equal(Math.abs(solde), 0, `${fiche.id}, « ${moment} » : ${solde} with ${JSON.stringify([...valeurs])}`);
  }
}

describe('entries of the operation sheets', () => {
  it('there are at least 40 sheets, with titles from the chart and whole francs', () => {
    assert(operations.length >= 40, `${operations.length}`);
    for (const fiche of operations) {
      const valeurs = new Map(fiche.parametres.map(({ nom, exemple }) => [nom, exemple]));
      const lignes = passerEcritures(fiche, valeurs, plan);
      assert(lignes.length >= 2, fiche.id);
      for (const { compte, intitule, montant } of lignes) {
        assert.equal(intitule, plan.get(compte)?.intitule, fiche.id);
        assert(Number.isInteger(montant) && Number(montant) > 0, `${fiche.id} ${compte} ${montant}`);
      }
    }
  });

  it('balance to the franc for 200 random sets of values each', () => {
    const random = randomFrom(20_26);
    for (const fiche of operations) {
      for (let round = 0; round < 200; round++) {
        const factor = 10 ** (random.next() * 4 - 2);
        const valeurs = new Map(
          fiche.parametres.map(({ nom, exemple }) => {
            if (nom === 'taux_tva') return [nom, random.pick([18, 19.25, 10, 9, 20, 16, 5.5])];
            return [nom, exemple < 1_000 ? exemple : Math.max(1, Math.round(exemple * factor))];
          }),
        );
        assertBalanced(fiche, valeurs);
      }
    }
  });

  it('balance with whatever amounts a question gives: HT, TTC, TVA, a bare one, or several that disagree', () => {
    const random = randomFrom(58);
    const amount = (): string => francs.format(1 + random.below(10 ** (1 + random.below(9))));
    const forms = [
      () => `${amount()} F HT`,
      () => `${amount()} F TTC`,
      () => `${amount()} F`,
      () => `${amount()} F HT et ${amount()} F de TVA`,
      () => `${amount()} F TTC soit ${amount()} F HT`,
      () => `${amount()} F HT soit ${amount()} F TTC`,
      () => `${amount()} F TTC dont ${amount()} F de TVA`,
      () => `${amount()} F HT, ${amount()} F de TVA, ${amount()} F TTC`,
      () => `${amount()} F puis ${amount()} F`,
      () => `${amount()} F TTC, TVA ${random.pick(['18', '19,25', '5,5', '0'])} %`,
    ];
    for (const fiche of operations) {
      for (const form of forms) {
        for (let round = 0; round < 5; round++) {
          const question = `Comment comptabiliser ${fiche.titre} : ${form()} ?`;
          const { valeurs } = lireValeurs(fiche, understand(question));
          const lignes = passerEcritures(fiche, valeurs, plan);
          for (const [moment, solde] of soldes(lignes)) {
            assert.equal(
              Math.abs(solde),
              0,
              `${fiche.id} « ${moment} » : ${solde}\n${question}\n${JSON.stringify([...valeurs])}`,
            );
          }
        }
      }
    }
  });

  it('leave every amount open that the question does not give', () => {
    for (const fiche of operations) {
      const { valeurs, hypotheses } = lireValeurs(fiche, understand(fiche.questions[0] ?? ''));
      if (valeurs.size > 0) continue; // the sheet's own question names an amount
      assert.deepEqual(hypotheses, []);
      const known = passerEcritures(fiche, valeurs, plan).filter(({ montant }) => montant !== null);
      assert.deepEqual(known, [], fiche.id);
    }
  });
});

describe('the figures of an invoice', () => {
  const facture = operations.find(({ id }) => id === 'achat-marchandises-credit');
  const READ: [given: string, HT: number, TVA: number, TTC: number, hypotheses: number][] = [
    ['1 000 000 F HT, TVA 18 %', 1_000_000, 180_000, 1_180_000, 0],
    ['1 180 000 F TTC, TVA 18 %', 1_000_000, 180_000, 1_180_000, 0],
    ['1 000 000 F HT et 192 500 F de TVA', 1_000_000, 192_500, 1_192_500, 0],
    ['1 192 500 F TTC soit 1 000 000 F HT', 1_000_000, 192_500, 1_192_500, 0],
    ['1 192 500 F TTC dont 192 500 F de TVA', 1_000_000, 192_500, 1_192_500, 0],
    ['1 000 000 F', 1_000_000, 180_000, 1_180_000, 2],
    ['1 000 001 F TTC', 847_458, 152_543, 1_000_001, 1],
    ['1 000 000 F HT, 180 000 F de TVA, 2 000 000 F TTC', 1_000_000, 180_000, 1_180_000, 1],
  ];
  for (const [given, HT, TVA, TTC, hypotheses] of READ) {
    it(`« ${given} » : ${HT} + ${TVA} = ${TTC}, ${hypotheses} assumption(s) said`, () => {
      assert(facture);
      const lues = lireValeurs(facture, understand(`Comment comptabiliser un achat de marchandises de ${given} ?`));
      const montants = passerEcritures(facture, lues.valeurs, plan).map(({ montant }) => montant);
      assert.deepEqual([montants, lues.hypotheses.length], [[HT, TVA, TTC], hypotheses]);
    });
  }
});

describe('balance of an entry', () => {
  const ligne = (sens: 'debit' | 'credit', montant: number | null, moment = 'm') => ({
    compte: '571',
    intitule: 'Caisse',
    sens,
    montant,
    moment,
  });

  it('is taken for each step in time by itself', () => {
    const lignes = [ligne('debit', 5, 'un'), ligne('credit', 5, 'deux'), ligne('debit', 2, 'trois'), ligne('credit', 2, 'trois')];
    assert.deepEqual(
      [...soldes(lignes)],
      [
        ['un', 5],
        ['deux', -5],
        ['trois', 0],
      ],
    );
  });

  it('says nothing about a step with an open amount', () => {
    assert.deepEqual([...soldes([ligne('debit', 5), ligne('credit', null)])], []);
  });
});
