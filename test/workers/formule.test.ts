import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluer, noms, parseFormule } from '../../workers/comptabilite/formule.ts';

const value = (formule: string, valeurs: Record<string, number> = {}): number | null =>
  evaluer(parseFormule(formule), new Map(Object.entries(valeurs)));

describe('amount formulas', () => {
  const RIGHT: [string, number | null][] = [
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['10 - 4 - 3', 3],
    ['100 / 5 / 2', 10],
    ['2 - -3', 5],
    ['-(2 + 1) * 2', -6],
    ['min(3, 2) + max(1, 5)', 7],
    ['min(max(1, 2), 4 - 1)', 2],
    ['0.5*8', 4],
    ['  1+1 ', 2],
    ['1 / 0', null],
  ];
  for (const [formule, expected] of RIGHT) {
    it(`${formule} is ${expected}`, () => assert.equal(value(formule), expected));
  }

  it('use values by name; a missing one leaves the amount open, wherever it stands', () => {
    assert.equal(value('HT * taux_tva / 100', { HT: 200, taux_tva: 18 }), 36);
    for (const formule of ['HT', 'HT * 0', '0 * HT', 'max(1, HT)', '-HT', '(1 + HT) / 2'])
      assert.equal(value(formule), null, formule);
    assert.equal(value('min + 1', { min: 1 }), 2);
    assert.equal(value('constructor'), null, 'names are values, not properties');
  });

  it('name everything they need', () => {
    assert.deepEqual(noms(parseFormule('max(a - b, 0) * 2 + c_1 / a')), ['a', 'b', 'c_1', 'a']);
  });

  const WRONG = [
    '',
    ' ',
    '1 +',
    '* 2',
    '(1',
    '1)',
    '1 2',
    'a b',
    '1,5',
    'HT × 2',
    'min(1)',
    'min(1, 2, 3)',
    'max(',
    'été',
    '1..2',
    '2^3',
  ];
  const CODE = ['process.exit(1)', 'a;b', '`x`', '"x"', 'a[0]', '() => 1', 'this', 'sqrt(4)'];
  for (const formule of [...WRONG, ...CODE.filter((text) => text !== 'this')]) {
    it(`« ${formule} » is refused with a sentence`, () => {
      assert.throws(
        () => parseFormule(formule),
        (error: Error) => error.constructor === Error && error.message.startsWith('formule'),
      );
    });
  }

  it('« this » is a name like any other', () => assert.equal(value('this'), null));
});
