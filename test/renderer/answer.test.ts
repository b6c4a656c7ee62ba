import assert from 'node:assert/strict';
import test from 'node:test';
import { answerBlocks, answerParts, citedNumbers } from '../../renderer/answer/answer-parts.ts';
import { excerptParts } from '../../renderer/answer/excerpt-parts.ts';

test('markers with a citation become markers, others stay text', () => {
  assert.deepEqual(answerParts('Débitez 6011 [1][2], voir [3] et [0].', 2), [
    { kind: 'text', text: 'Débitez 6011 ' },
    { kind: 'marker', number: 1 },
    { kind: 'marker', number: 2 },
    { kind: 'text', text: ', voir [3] et [0].' },
  ]);
  assert.deepEqual(answerParts('', 2), []);
});

test('lines become paragraphs, neighbouring dashes one list', () => {
  const blocks = answerBlocks('Deux cas :\n- achat ;\n- vente [1].\n\nFin.', 1);
  assert.deepEqual(
    blocks.map((block) => (block.kind === 'list' ? block.items.length : 'paragraph')),
    ['paragraph', 2, 'paragraph'],
  );
});

test('the cited numbers are those of existing citations', () => {
  assert.deepEqual([...citedNumbers('a [2] b [2] c [7]', 3)], [2]);
});

test('HTML in an answer is plain text', () => {
  assert.deepEqual(answerParts('<b onclick=x>[1]</b>', 1).at(0), { kind: 'text', text: '<b onclick=x>' });
});

test('an excerpt is cut at its highlights', () => {
  assert.deepEqual(excerptParts('abcdef', [[1, 3]]), [
    { text: 'a', marked: false },
    { text: 'bc', marked: true },
    { text: 'def', marked: false },
  ]);
  assert.deepEqual(excerptParts('abc', []), [{ text: 'abc', marked: false }]);
});

test('unsorted, overlapping, empty and overlong highlights neither lose nor double text', () => {
  const excerpt = 'Les achats de marchandises';
  const parts = excerptParts(excerpt, [
    [14, 99],
    [4, 10],
    [4, 8],
    [6, 12],
    [3, 3],
    [40, 50],
  ]);
  assert.equal(parts.map(({ text }) => text).join(''), excerpt);
  assert.deepEqual(
    parts.filter(({ marked }) => marked).map(({ text }) => text),
    ['achats', ' d', 'marchandises'],
  );
});
