import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Explication } from '../../core/domain/explication.ts';
import type { Finding } from '../../core/domain/settlement.ts';
import { createQuestionService } from '../../workers/question-service.ts';
import { INDEX_DIR, MODEL_DIR } from '../support/knowledge.ts';

const service = createQuestionService();

async function found(question: string, explain = true): Promise<Finding> {
  const answered = await service.answer(question, explain);
  assert(answered.ok, question);
  return answered.value.finding;
}

async function explained(question: string): Promise<Explication> {
  const { explication } = await found(question);
  assert.equal(explication?.length, 1, question);
  assert(explication?.[0]);
  return explication[0];
}

describe('the explication of an answer', () => {
  before(async () => {
    const opened = await service.open({ indexDir: INDEX_DIR, modelDir: MODEL_DIR, threads: 2 });
    assert(opened.ok);
  });

  const PURCHASE = 'Coment comptabiliser un achat de marchandises à crédit de 1 000 000 F HT, TVA 18 % ?';

  it('tells what was understood: words, amounts, rates, and what was read otherwise', async () => {
    const { compris } = await explained(PURCHASE);
    assert.deepEqual(compris.montants, [{ montant: 1_000_000, nature: 'HT' }]);
    assert.deepEqual(compris.taux, [{ taux: 18, tva: true }]);
    assert.equal(compris.intention.nom, 'ecriture');
    assert.deepEqual(compris.sujet, ['achat', 'marchandises', 'crédit']);
    const read = await explained('quel compte pour un emprun bancaire');
    const [lecture] = read.compris.lectures;
    assert.deepEqual([read.compris.lectures.length, lecture?.par.nom], [1, 'orthographe']);
    assert.match(`${lecture?.lu} → ${lecture?.compris}`, /^emprun\b.* → emprunt\b/);
    const named = await explained('À quoi servent les comptes 681 et 691 ?');
    assert.deepEqual(named.compris.comptes, ['681', '691']);
    assert.deepEqual((await explained('Que dit l’article 45 ?')).compris.articles, ['45']);
  });

  it('lists at most ten candidates by score, the winner first, each term being value times weight', async () => {
    const { candidats, decision } = await explained(PURCHASE);
    assert(candidats.length > 1 && candidats.length <= 10);
    assert.equal(candidats[0]?.id, decision.retenu);
    assert.deepEqual(
      candidats.map(({ score }) => score),
      candidats.map(({ score }) => score).sort((a, b) => b - a),
    );
    for (const { apports, semantic, fused } of candidats) {
      assert(apports.length > 0 && (semantic === null || Math.abs(semantic) <= 1) && fused >= 0 && fused <= 1);
      for (const { valeur, poids, apport } of apports) assert(Math.abs(valeur * poids - apport) < 1e-3);
    }
  });

  it('says by what the winner beats the next, in figures that are those of the table', async () => {
    const { candidats, decision } = await explained(PURCHASE);
    assert.deepEqual([decision.regle, decision.confiance > decision.seuil], ['classement', true]);
    const said = (value: number): string => value.toFixed(2).replace('.', ',');
    for (const { title, score } of candidats.slice(0, 2)) {
      assert(decision.pourquoi.includes(`« ${title} » (${said(score)})`), decision.pourquoi);
    }
    assert.match(decision.pourquoi, /surtout par : .+ \(\+\d,\d\d\)/);
  });

  it('says which rule decided where the ranking did not', async () => {
    for (const [question, regle, retenu, says] of [
      ['À quoi sert le compte 571 ?', 'compte_nomme', 'compte-571', /compte 571/],
      ['À quoi sert le compte 6999 ?', 'compte_absent', null, /6999, qui n’est pas au plan/],
      ['Différence entre amortissement et dépréciation ?', 'comparaison', 'terme-amortissement', /le glossaire définit/],
      ['Que dit l’article 4321 de l’AUDCIF ?', 'lieu_absent', null, /article 4321/],
      ['Recette du gâteau au chocolat', 'sous_le_seuil', null, /Confiance 0,\d\d, seuil 0,\d\d/],
    ] as const) {
      const { decision } = await explained(question);
      assert.deepEqual([decision.regle, decision.retenu], [regle, retenu], question);
      assert.match(decision.pourquoi, says);
    }
    const { decision } = await explained('Selon le plan comptable français, que contient le compte 512 ?');
    assert.equal(decision.regle, 'autre_referentiel');
  });

  it('comes only when asked for and changes nothing else', async () => {
    for (const question of [PURCHASE, 'À quoi sert le compte 6999 ?', 'Quel compte pour un loyer ?']) {
      const plain = await found(question, false);
      assert(!('explication' in plain));
      const { explication, ...rest } = await found(question);
      assert(explication);
      assert.deepEqual(rest, plain);
    }
  });

  it('explains each question of a text that holds several', async () => {
    const { explication, citations } = await found('Quel compte pour un loyer ? Quel compte pour les timbres fiscaux ?');
    assert.equal(explication?.length, 2);
    assert.equal(explication?.[0]?.decision.retenu, citations[0]?.id);
  });
});
