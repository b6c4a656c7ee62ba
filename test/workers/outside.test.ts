import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outsideOf } from '../../workers/answering/outside.ts';
import { understand } from '../../workers/answering/understand.ts';

const rule = (question: string): string | undefined => outsideOf(understand(question))?.rule;

describe('questions that are not ours to answer', () => {
  for (const question of [
    'Dans le plan comptable suisse, que met-on au compte 512 ?',
    'compte 44571 du PCG',
    'À quoi sert le compte 61 en Algérie ?',
    'le compte 3421 du plan comptable marocain',
    'IAS 36 : comment répartir la perte de valeur ?',
    'M57 : amortit-on au prorata temporis dans une commune ?',
  ])
    it(`other charts: « ${question} »`, () => assert.equal(rule(question), 'autre_referentiel'));

  for (const question of [
    'Quel est le taux de la TVA au Bénin ?',
    'tarif de la patente à Lomé',
    'combien de cotisations CNSS pour un salarié au Congo ?',
    'amende pour facture non normalisée au Tchad',
    'Timbre de quittance à Bamako, à partir de quel montant ?',
  ])
    it(`national figures: « ${question} »`, () => assert.equal(rule(question), 'chiffre_national'));

  for (const question of [
    'Achat de marchandises en France, 500 000 HT',
    'Quel compte pour la patente ?',
    'Comment comptabiliser la TVA au taux de 18 % sur une vente ?',
    'quel taux d’amortissement dégressif la première année ?',
    'combien de temps conserver les factures ?',
    'à quoi sert le compte 512 ?',
    'Les sociétés cotées appliquent-elles les normes IFRS ?',
    'livraison de timbres à Bamako, quel compte ?',
    'Comment comptabiliser une pénalité de retard payée à Dakar ?',
  ])
    it(`neither: « ${question} »`, () => assert.equal(rule(question), undefined));
});
