import assert from 'node:assert/strict';
import test from 'node:test';
import { questionsOf } from '../../renderer/questions/input-lines.ts';

test('one question per line: trimmed, empty lines dropped, repetitions kept in order', () => {
  assert.deepEqual(questionsOf('  Quel compte ?  \r\n\n \t \nStocks\nStocks'), ['Quel compte ?', 'Stocks', 'Stocks']);
});

test('an empty or blank box asks nothing', () => {
  assert.deepEqual(questionsOf(''), []);
  assert.deepEqual(questionsOf(' \n\u00a0\n'), []);
});

test('signs of a pasted list go, account numbers and words stay', () => {
  assert.deepEqual(questionsOf('- loyer\n• TVA\n3. stocks\n12) paie'), ['loyer', 'TVA', 'stocks', 'paie']);
  assert.deepEqual(questionsOf('601 ou 602 ?\n6011. achats\n-10 % de remise'), [
    '601 ou 602 ?',
    '6011. achats',
    '-10 % de remise',
  ]);
});

test('line ends of other systems count too', () => {
  assert.deepEqual(questionsOf('un\rdeux\u2028trois'), ['un', 'deux', 'trois']);
});
