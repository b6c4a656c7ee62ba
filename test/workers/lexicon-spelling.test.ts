import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { misspell } from '../../scripts/train-embedding/misspellings.ts';
import { seededRandom } from '../../scripts/train-embedding/random.ts';
import { analyse, fold } from '../../workers/analysis/analyser.ts';
import { nomsDe } from '../../workers/corpus/terme.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { editDistance } from '../../workers/lexicon/edit-distance.ts';
import { phoneticKey } from '../../workers/lexicon/phonetic-key.ts';
import { openIndexStore, type IndexStore } from '../../workers/store/open-index.ts';
import { DATABASE_FILE } from '../../workers/store/schema.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { bundledCorpus, INDEX_DIR } from '../support/knowledge.ts';

const corpus = bundledCorpus();

describe('reading what is written wrong', () => {
  let store: IndexStore;
  before(() => {
    store = openIndexStore(join(INDEX_DIR, DATABASE_FILE));
  });
  after(() => store.close());

  const read = (text: string): string => store.lexicon.read(text.normalize('NFC')).text;
  /** But for accents and the kind of apostrophe. */
  const readsAs = (typed: string, meant: string): void =>
    assert.equal(fold(read(typed)), fold(meant).replaceAll('’', "'"), typed);
  const stems = (text: string): string[] =>
    analyse(text.normalize('NFC'))
      .filter(({ stop }) => !stop)
      .map(({ stem }) => stem);

  it('finds the word meant, by letters and by ear', () => {
    for (const [typed, meant] of [
      ['chek inpayé', 'chèque impayé'],
      ['emprin', 'emprunt'],
      ['peyement dun founisseur par cheq', 'paiement d’un fournisseur par chèque'],
      ['virman', 'virement'],
      ['consevation des piece', 'conservation des pièce'],
      ['assurence', 'assurance'],
      ['remize', 'remise'],
      ['achté', 'acheté'],
      ['kel conpte', 'quel compte'],
      ['lecriture', 'l’écriture'],
      ['combien dannée', 'combien d’année'],
      ['soutraitance', 'sous-traitance'],
      ['tresorie', 'trésorerie'],
    ] as const)
      readsAs(typed, meant);
  });

  it('reads a sentence full of mistakes, and says what it took for what', () => {
    const { text, lectures } = store.lexicon.read('coment conptabilizer lachat de marchandizes a credi avec remize');
    assert.equal(fold(text), "comment comptabiliser l'achat de marchandises a credit avec remise");
    assert.deepEqual(
      lectures.map(({ lu, par }) => [lu, par]),
      ['coment', 'conptabilizer', 'lachat', 'marchandizes', 'credi', 'remize'].map((lu) => [lu, 'orthographe']),
    );
  });

  it('hears endings, doubled letters and left-out apostrophes', () => {
    for (const [typed, meant] of [
      ['amortisman', 'amortissement'],
      ['asurans', 'assurance'],
      ['fournissor', 'fournisseur'],
      ['notere', 'notaire'],
      ['larjen', 'l’argent'],
      ['lavoca', 'l’avocat'],
      ['denregistreman', 'd’enregistrement'],
      ['creasion dantreprise', 'création d’entreprise'],
      ['lordi', 'l’ordinateur'],
    ] as const)
      readsAs(typed, meant);
  });

  it('takes a letter for its sound between words only', () => {
    assert.equal(read('avance versé o client'), 'avance versé au client');
    for (const text of ['charges h.a.o du bilan', 'achat c/o client', 'poste O du bilan']) assert.equal(read(text), text);
  });

  it('leaves places and marks typed in small letters alone', () => {
    for (const text of ['transport vers lomé et lagos', 'facture senelec, sodeci et dangote', 'client diallo, madame delacroix'])
      assert.equal(read(text), text);
  });

  it('reads an account number after a misspelt "compte"', () => {
    assert.equal(read('le conte 2845 c koi'), "le compte 2845 c'est quoi");
  });

  it('puts accents back without a word about it: with and without them a question is the same', () => {
    let changed = 0;
    for (const { questions } of corpus.fiches) {
      for (const question of questions.slice(0, 2)) {
        const bare = question.normalize('NFD').replaceAll(/\p{M}/gu, '');
        const missed = stems(question).filter((stem) => !stems(read(bare)).includes(stem));
        if (missed.length > 0) changed++;
      }
    }
    const asked = corpus.fiches.length * 2;
    assert(changed < asked * 0.05, `${changed} of ${asked} questions lose a word with their accents`);
  });

  it('finds most of the misspellings that the glossary lists', () => {
    const missed = corpus.termes.flatMap((terme) => {
      const names = new Set(nomsDe({ ...terme, fautes: [], anglais: [] }).flatMap(stems));
      return terme.fautes.filter((faute) => !stems(read(faute)).every((stem) => names.has(stem)));
    });
    const listed = corpus.termes.reduce((sum, { fautes }) => sum + fautes.length, 0);
    assert(listed >= 500);
    assert(missed.length <= 0.12 * listed, `${missed.length} of ${listed}: ${missed.slice(0, 40).join(', ')}`);
  });

  it('finds most made-up misspellings of its own frequent words', () => {
    const random = seededRandom(1);
    const words = [...new Set(documentsOf(corpus).flatMap(({ title }) => analyse(title)))].filter(
      ({ exact, stop }) => !stop && /^[a-z]{5,}$/.test(exact) && store.documentFrequency(exact) >= 8,
    );
    const tried = [...new Map(words.map((word) => [word.exact, word])).values()].flatMap(({ exact }) => {
      const wrong = misspell(exact, random);
      return store.documentFrequency(wrong) > 0 ? [] : [{ wrong, right: stems(read(exact))[0], got: stems(read(wrong))[0] }];
    });
    const found = tried.filter(({ right, got }) => right === got).length;
    assert(tried.length > 300);
    assert(found >= 0.85 * tried.length, `${found} of ${tried.length}`);
  });

  it('never changes a word of the knowledge base or of everyday French', () => {
    const shortcuts = new Set([...corpus.lexique.raccourcis.keys()].map(fold));
    const own = documentsOf(corpus)
      .filter(({ kind }) => kind !== 'terme')
      .flatMap(({ title, questions }) => [title, ...questions].flatMap((text) => analyse(text).map(({ exact }) => exact)));
    for (const word of new Set([...own, ...corpus.lexique.motsCourants])) {
      if (shortcuts.has(fold(word))) continue;
      const { text, lectures } = store.lexicon.read(word);
      // Accents and the hyphen of "sous-traitance" may be put back.
      assert(fold(text).replaceAll('-', '').startsWith(fold(word).replaceAll('-', '')), `${word} → ${text}`);
      assert(
        lectures.every(({ par }) => par === 'abreviation'),
        `${word} → ${text}`,
      );
    }
  });

  it('never changes numbers, amounts, account numbers, acronyms or names', () => {
    for (const numero of corpus.plan.keys())
      assert.equal(read(`À quoi sert le compte ${numero} ?`), `À quoi sert le compte ${numero} ?`);
    for (const text of [
      'facture de 1 180 000 F TTC, TVA 18 %',
      'montant de 1180000FCFA à 19,25 %',
      'article 58-2 au 31/12/2025',
      'versement à la XQZT et à la BRVM',
      'chèque de Sonatel tiré sur Orabank',
      'salaire de Kouassi, vente à Ndiaye, transport vers Ouagadougou',
      'contrat B2B n° 4A17',
    ]) {
      assert.equal(read(text), text);
    }
  });

  it('takes whatever is typed, gives the same twice, and stays near it in length', () => {
    for (const hostile of [...HOSTILE, 'emprin conptable '.repeat(110), 'l'.repeat(1999), 'dun '.repeat(499)]) {
      const text = hostile.slice(0, 2000).normalize('NFC');
      const reading = store.lexicon.read(text);
      assert.deepEqual(store.lexicon.read(text), reading);
      assert(reading.text.length <= 3 * text.length + 200);
    }
  });
});

describe('likeness of words', () => {
  it('counts edits, a swap as one, and gives up beyond the limit', () => {
    for (const [one, other, edits] of [
      ['', '', 0],
      ['compte', 'compte', 0],
      ['conpte', 'compte', 1],
      ['fcature', 'facture', 1],
      ['chek', 'cheque', 3],
      ['', 'abc', 3],
      ['emprunt', 'loyer', 4],
      ['x'.repeat(60), 'y'.repeat(60), 4],
    ] as const) {
      assert.equal(editDistance(one, other, 3), edits, `${one} ${other}`);
      assert.equal(editDistance(other, one, 3), edits, `${other} ${one}`);
    }
  });

  it('hears alike what sounds alike, and not what does not', () => {
    for (const [one, other] of [
      ['chek', 'chèque'],
      ['emprin', 'emprunt'],
      ['peyement', 'paiement'],
      ['inpayé', 'impayé'],
      ['remize', 'remise'],
      ['kel', 'quelle'],
      ['onoraires', 'honoraires'],
      ['ressu', 'reçu'],
      ['biyet', 'billet'],
    ] as const)
      assert.equal(phoneticKey(one), phoneticKey(other), `${one} ${other}`);
    for (const [one, other] of [
      ['banque', 'bilan'],
      ['achat', 'acompte'],
      ['débit', 'crédit'],
      ['actif', 'passif'],
    ] as const)
      assert.notEqual(phoneticKey(one), phoneticKey(other), `${one} ${other}`);
  });
});
