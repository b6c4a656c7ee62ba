import assert from 'node:assert/strict';
import test from 'node:test';
import type { LigneEcriture, Settlement } from '../../core/domain/settlement.ts';
import { NO_TIMINGS } from '../../core/domain/settlement.ts';
import { entryAsText, settlementAsText, type CopyWords } from '../../renderer/answer/copy-text.ts';
import { entrySteps, hasUnknownAmount, totalsOf } from '../../renderer/answer/entry-steps.ts';

const line = (compte: string, sens: 'debit' | 'credit', montant: number | null, moment = 'Facture'): LigneEcriture => ({
  compte,
  intitule: `Intitulé\t${compte}`,
  sens,
  montant,
  moment,
});

const ENTRY = [
  line('6011', 'debit', 1_000_000),
  line('4452', 'debit', 180_000),
  line('4011', 'credit', 1_180_000),
  line('4011', 'debit', 1_180_000, 'Règlement'),
  line('5211', 'credit', 1_180_000, 'Règlement'),
];

const WORDS: CopyWords = {
  sources: 'Sources',
  entry: 'Écriture',
  moment: 'Étape',
  compte: 'Compte',
  intitule: 'Intitulé',
  debit: 'Débit',
  credit: 'Crédit',
  total: 'Total',
};

test('lines are grouped by moment in order, each step with its totals', () => {
  const steps = entrySteps(ENTRY);
  assert.deepEqual(
    steps.map(({ moment, lines, totals }) => [moment, lines.length, totals.debit, totals.credit]),
    [
      ['Facture', 3, 1_180_000, 1_180_000],
      ['Règlement', 2, 1_180_000, 1_180_000],
    ],
  );
});

test('an unknown amount makes its total unknown, never zero', () => {
  const entry = [line('6011', 'debit', null), line('4011', 'credit', 5)];
  assert.deepEqual(totalsOf(entry), { debit: null, credit: 5 });
  assert.equal(hasUnknownAmount(entry), true);
  assert.equal(hasUnknownAmount(ENTRY), false);
});

test('a copied entry has five cells in every row and plain digits', () => {
  const rows = entryAsText(ENTRY, WORDS).split('\n');
  assert.equal(rows.length, 7);
  for (const row of rows) assert.equal(row.split('\t').length, 5, row);
  assert.equal(rows[1], 'Facture\t6011\tIntitulé 6011\t1000000\t');
  assert.equal(rows.at(-1), '\t\tTotal\t2360000\t2360000');
});

test('unknown amounts are copied as empty cells; no entry as nothing', () => {
  assert.equal(entryAsText([line('6011', 'debit', null)], WORDS).split('\n')[1], 'Facture\t6011\tIntitulé 6011\t\t');
  assert.equal(entryAsText([], WORDS), '');
});

test('the whole copy holds question, answer, entry and numbered references', () => {
  const citation = { id: 'a', title: 'Achats', reference: 'AUDCIF, art. 36', excerpt: '', highlights: [], comptes: [], score: 1 };
  const settlement: Settlement = {
    id: 'q',
    question: 'Achat ?',
    status: 'answered',
    answer: 'Débitez 6011 [1].',
    entries: ENTRY,
    citations: [citation],
    confidence: 1,
    timings: NO_TIMINGS,
    worker: 1,
    cached: false,
  };
  const parts = settlementAsText(settlement, WORDS).split('\n\n');
  assert.equal(parts.length, 4);
  assert.deepEqual(parts.slice(0, 2), ['Achat ?', 'Débitez 6011 [1].']);
  assert.match(parts[2] ?? '', /^Écriture\nÉtape\tCompte/);
  assert.equal(parts[3], 'Sources\n[1] Achats — AUDCIF, art. 36');
  assert.equal(settlementAsText({ ...settlement, entries: [], citations: [] }, WORDS), 'Achat ?\n\nDébitez 6011 [1].');
});
