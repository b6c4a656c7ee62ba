import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyse, fold } from '../../workers/analysis/analyser.ts';
import { bundledCorpus } from '../support/knowledge.ts';

const exacts = (text: string): string[] => analyse(text.normalize('NFC')).map((token) => token.exact);
const stems = (text: string): string[] => analyse(text.normalize('NFC')).map((token) => token.stem);

describe('analyser', () => {
  it('gives the same words for composed and decomposed text', () => {
    const text = 'Été à Bouaké : créances dépréciées, où ça ?';
    assert.deepEqual(analyse(text.normalize('NFD').normalize('NFC')), analyse(text));
    assert.equal(fold('Créance'.normalize('NFD')), 'creance');
  });

  it('opens œ and æ: œuvre and oeuvre are one word', () => {
    assert.deepEqual(stems('œuvre Œuvres cœur'), stems('oeuvre Oeuvres coeur'));
  });

  it('drops what is elided before any kind of apostrophe', () => {
    for (const apostrophe of ["'", '’', 'ʼ']) {
      const text = ['l', 'amortissement d', 'une immobilisation qu', 'on cède jusqu', 'ici'].join(apostrophe);
      assert.deepEqual(exacts(text), ['amortissement', 'une', 'immobilisation', 'on', 'cede', 'ici'], apostrophe);
    }
    assert.deepEqual(exacts('aujourd’hui'), exacts("aujourd'hui"));
    assert.deepEqual(exacts('section d et l'), ['section', 'd', 'et', 'l'], 'letters without apostrophe stay');
  });

  it('takes no lease for a credit', () => {
    assert(!stems('voiture en crédit-bail').includes(stems('crédit')[0] ?? ''));
    assert.deepEqual(stems('crédit-bail'), stems('CREDIT BAIL'));
    assert.deepEqual(stems('à crédit').slice(-1), stems('crédit'));
  });

  it('tells a credit note from the verb of the same spelling', () => {
    const counts = (text: string): boolean => analyse(text).some(({ exact, stop }) => exact === 'avoir' && !stop);
    for (const text of [
      "facture d'avoir",
      'un avoir pour retour',
      'avoir du fournisseur 50 000 HT',
      'Avoir client',
      "l'avoir reçu",
    ])
      assert(counts(text), text);
    for (const text of ['comment avoir un prêt', 'il peut avoir payé', 'sans avoir de facture']) assert(!counts(text), text);
  });

  it('keeps account numbers, articles and acronyms whole', () => {
    const text = 'compte 681 AUDCIF art. 58-2 FCFA SYSCOHADA IFRS 4452';
    for (const word of ['681', 'audcif', '58-2', 'fcfa', 'syscohada', 'ifrs', '4452']) {
      assert(stems(text).includes(word), word);
      assert(exacts(text).includes(word), word);
    }
  });

  it('brings forms of a word together, with or without accents typed', () => {
    assert.equal(new Set(stems('amortissement amortissements AMORTISSEMENT')).size, 1);
    assert.equal(new Set(stems('marchandise marchandises')).size, 1);
    for (const [accented, bare] of [
      ['dépréciation', 'depreciation'],
      ['matériel', 'materiel'],
      ['intérêts', 'interets'],
      ['provisionnée', 'provisionnee'],
    ] as const) {
      assert.equal(exacts(accented)[0], exacts(bare)[0], accented);
    }
  });

  it('tells where each word stands in the text', () => {
    const text = 'L’œuvre, 58-2 et les créances… 😀 fin';
    for (const { start, end, exact } of analyse(text)) assert.equal(fold(text.slice(start, end)), exact);
    assert.deepEqual(
      analyse(text).map(({ start, end }) => text.slice(start, end)),
      ['œuvre', '58-2', 'et', 'les', 'créances', 'fin'],
    );
  });

  it('finds offsets right in every text of the knowledge base', () => {
    for (const { corps } of bundledCorpus().fiches) {
      const text = corps.normalize('NFC');
      for (const { start, end, exact } of analyse(text)) assert.equal(fold(text.slice(start, end)), exact);
    }
  });

  it('never gives an empty word', () => {
    for (const text of ['', ' ', '…?!', '\u0301', 'a \u0301\u0302 b', '’’l’', 'ـ ـ', '﷽ 123', '²', 'ǅ', '-5 --', "l'"]) {
      for (const { exact, stem } of analyse(text)) assert(exact !== '' && stem !== '', JSON.stringify(text));
    }
  });

  it('marks the words that say nothing', () => {
    const said = analyse('Comment est-ce que je comptabilise la vente sans TVA ?').filter((token) => !token.stop);
    assert.deepEqual(
      said.map((token) => token.exact),
      ['comptabilise', 'vente', 'sans', 'tva'],
    );
  });
});
