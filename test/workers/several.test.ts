import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinFindings, splitQuestions } from '../../workers/answering/several.ts';
import type { Finding } from '../../core/domain/settlement.ts';

describe('several questions in one text', () => {
  for (const [text, parts] of [
    [
      "Quel compte pour le loyer du bureau ? Et quel compte pour l'électricité ?",
      ['Quel compte pour le loyer du bureau ?', "Et quel compte pour l'électricité ?"],
    ],
    [
      'quel compte pour une ramette de papier et combien de temps garde-t-on les factures',
      ['quel compte pour une ramette de papier', 'combien de temps garde-t-on les factures'],
    ],
    [
      'Comment comptabiliser un découvert bancaire ?\nÀ quoi sert le compte 4711 ?',
      ['Comment comptabiliser un découvert bancaire ?', 'À quoi sert le compte 4711 ?'],
    ],
    [
      'Écriture : achat de marchandises 500 000 HT à crédit ? Écriture : vente de marchandises 200 000 HT au comptant ?',
      ['Écriture : achat de marchandises 500 000 HT à crédit ?', 'Écriture : vente de marchandises 200 000 HT au comptant ?'],
    ],
  ] as const) {
    it(`takes apart « ${text} »`, () => assert.deepEqual(splitQuestions(text), parts));
  }

  for (const text of [
    "Qu'est-ce qu'un effet escompté et comment le comptabiliser ?",
    'Quelle différence entre une provision et une dépréciation ?',
    'On vend un camion 3 000 000 F. Quelle écriture ? Et quel compte pour la plus-value ?',
    'Quel compte pour une subvention ? Et dans ce cas, quand la reprendre ?',
    'Peut-on amortir un terrain ? Est-il dépréciable ?',
    'frais de mission et de réception, quel compte ?',
    'Bonjour ! Quel compte pour le loyer ? Merci',
    '',
  ]) {
    it(`leaves whole « ${text} »`, () => assert.deepEqual(splitQuestions(text), [text]));
  }

  it('numbers the answers, moves their markers and keeps their steps apart', () => {
    const joined = joinFindings([
      { question: 'A ?', finding: finding('Le compte 60 [1], voir [2].', 2, 0.9) },
      { question: 'B ?', finding: { ...finding('Rien de sûr [1].', 1, 0.1), status: 'no_answer', entries: [] } },
      { question: 'C ?', finding: finding('Le compte 62 [1].', 1, 0.7) },
    ]);
    assert.equal(
      joined.answer,
      '1. A ?\n\nLe compte 60 [1], voir [2].\n\n2. B ?\n\nRien de sûr [3].\n\n3. C ?\n\nLe compte 62 [4].',
    );
    assert.deepEqual(
      joined.entries.map(({ moment }) => moment),
      ['Question 1 – facture', 'Question 3 – facture'],
    );
    assert.equal(joined.citations.length, 4);
    assert.equal(joined.status, 'answered');
    assert.equal(joined.confidence, 0.7);
  });
});

function finding(answer: string, citations: number, confidence: number): Finding {
  const citation = { id: 'x', title: 'x', reference: 'x', excerpt: 'x', highlights: [], comptes: [], score: 1 };
  return {
    status: 'answered',
    answer,
    entries: [{ compte: '6011', intitule: 'Achats', sens: 'debit', montant: 1, moment: 'facture' }],
    citations: Array.from({ length: citations }, () => citation),
    confidence,
  };
}
