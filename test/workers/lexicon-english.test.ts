import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fold } from '../../workers/analysis/analyser.ts';
import { understand, type Understanding } from '../../workers/answering/understand.ts';
import { englishFigures } from '../../workers/lexicon/english-figures.ts';
import { openIndexStore, type IndexStore } from '../../workers/store/open-index.ts';
import { DATABASE_FILE } from '../../workers/store/schema.ts';
import { bundledCorpus, INDEX_DIR } from '../support/knowledge.ts';

const corpus = bundledCorpus();
let store: IndexStore;
before(() => {
  store = openIndexStore(join(INDEX_DIR, DATABASE_FILE));
});
after(() => store.close());

const ask = (question: string): Understanding => understand(question, store.lexicon);

describe('abbreviations and old names', () => {
  it('are kept, and what they stand for is said with them', () => {
    for (const [question, says] of [
      ['amortissement immo', 'immobilisation'],
      ['comptabiliser les FNP', 'facture non parvenue'],
      ['comptabiliser les fnp', 'facture non parvenue'],
      ['calcul de la CAF', "capacité d'autofinancement globale"],
      ['journal des OD', 'opérations diverses'],
      ['Que devient le TAFIRE ?', 'tableau des flux de trésorerie'],
    ] as const) {
      const { question: read, lectures } = ask(question);
      assert(read.includes(says), read);
      for (const word of question.split(/[ ?]+/)) assert(fold(read).includes(fold(word)), read);
      assert.deepEqual(
        lectures.map(({ compris, par }) => [compris, par]),
        [[says, 'abreviation']],
      );
    }
  });

  it('are left alone beside a figure, as a line of the statements, as a French word, or when two terms share them', () => {
    for (const question of [
      'facture de 1 000 000 F HT',
      'Que contient le poste DA du bilan ?',
      'il ras le sol',
      'solde CCA',
      'résultat hors activités ordinaires HAO',
    ]) {
      assert.equal(ask(question).question, question);
    }
  });
});

describe('English questions', () => {
  const subject = ({ question, subject: tokens }: Understanding): string =>
    tokens.map(({ start, end }) => fold(question.slice(start, end))).join(' ');

  it('are put into French words, with what they want', () => {
    for (const [question, intent, about] of [
      ['Which account should I use for office rent?', 'compte', 'loyer bureau'],
      ["account for the accountant's professional fees", 'compte', 'honoraires expert'],
      ['prepaid expenses account in OHADA', 'compte', 'charges avance'],
      ['In which account do I put petrol for the company car?', 'compte', 'essence voiture tourisme'],
      ['IT equipment purchase account', 'compte', 'ordinateur achat'],
      ['how to book depreciation of a computer', 'ecriture', 'dotation amortissements mobilier materiel informatique'],
      ['Fixed asset disposal journal entry', 'ecriture', 'immobilisation cession'],
      ['How should I account for a bad debt?', 'ecriture', 'creance irrecouvrable'],
      ['How long must accounting records be kept?', 'regle', 'combien temps documents conserves'],
      ['staff training costs', 'libre', 'formation personnel'],
      ['bounced customer check', 'libre', 'cheque impaye client'],
      ['labor cost', 'libre', 'charges personnel'],
      ['labour costs', 'libre', 'charges personnel'],
      ['audit fees account', 'compte', 'honoraires commissaire'],
      ['Where do I put gifts to customers?', 'compte', 'cadeaux clientele'],
      ['account for an old car we scrapped', 'compte', 'ancien voiture mise rebut immobilisation'],
      ['Customs duties on imported goods account', 'compte', 'droits douane achats marchandises importees frais achats'],
      ['Which account is credited for depreciation of our old buildings?', 'compte', 'amortissement ancien batiment'],
      ['Can we depreciate land when it is idle?', 'regle', 'amortissement terrains inutilise'],
      ['Accounting for overtime', 'ecriture', 'heures supplementaires'],
      ['How is a bounced cheque booked?', 'ecriture', 'cheque impaye client'],
      ['purchase of goods on account', 'libre', 'achat marchandises credit'],
      ['Which companies must prepare consolidated accounts?', 'libre', 'entites etablir consolides'],
      ['Which note shows the number of employees?', 'regle', 'note effectifs'],
    ] as const) {
      const understanding = ask(question);
      assert.equal(understanding.intent, intent, `${question} → ${understanding.question}`);
      assert.equal(subject(understanding), about, `${question} → ${understanding.question}`);
      assert(understanding.lectures.length > 0 && understanding.lectures.every(({ par }) => par === 'anglais'), question);
      assert.equal(understanding.posee, question);
    }
  });

  it('keep the accounts they name', () => {
    for (const [question, numeros] of [
      ['What is account 411 used for?', ['411']],
      ['Explain accounts 471 and 478', ['471', '478']],
      ['purpose of account no. 57', ['57']],
    ] as const) {
      const { intent, numeros: named } = ask(question);
      assert.deepEqual([intent, named], ['fiche_compte', numeros], question);
    }
  });

  it('keep their amounts and rates', () => {
    const figures = (question: string) => {
      const { montants, taux, intent } = ask(question);
      return [intent, montants.map(({ montant, nature }) => [montant, nature]), taux.map(({ taux: rate, tva }) => [rate, tva])];
    };
    assert.deepEqual(figures('How do I book a credit purchase of goods for resale: 1,000,000 net plus 18% VAT?'), [
      'ecriture',
      [[1_000_000, 'HT']],
      [[18, true]],
    ]);
    assert.deepEqual(figures('journal entry for a cash sale of goods, 590,000 including VAT at 18%'), [
      'ecriture',
      [[590_000, 'TTC']],
      [[18, true]],
    ]);
    assert.deepEqual(figures('How to record a bank loan of 10,000,000 received?'), [
      'ecriture',
      [[10_000_000, 'indetermine']],
      [],
    ]);
  });

  it('leave none of their little words among the French ones', () => {
    for (const [question, read] of [
      [
        'How to depreciate a truck worth 24,000,000 over 5 years?',
        "comment dotation aux amortissements d'un véhicule d'une valeur de 24 000 000 sur 5 ans",
      ],
      ['We paid off the loan, entry?', "écriture comptable remboursement d'emprunt"],
      ['Entry for goods that have not yet been received', 'écriture comptable marchandises non reçu'],
      ['Record 400,000 of principal and 60,000 of interest', 'comment comptabiliser 400 000 capital et 60 000 intérêts'],
    ] as const) {
      assert.equal(ask(question).question, read);
    }
  });

  it('say whose law they ask for', () => {
    assert.match(ask('What is the UK corporation tax rate?').question, /droit britannique/);
    assert.match(ask('What is the IRS mileage rate?').question, /droit américain/);
  });

  it('keep a word that nobody knows: it may be another subject', () => {
    assert.match(ask('price of bitcoin today').question, /bitcoin/);
    assert.match(ask('US GAAP: is LIFO allowed for inventories?').question, /US gaap/i);
  });

  it('lend a term to a French question', () => {
    for (const [question, says] of [
      ['quel compte pour la petty cash ?', 'petite caisse'],
      ['comment financer le working capital', 'besoin en fonds de roulement'],
      ["c'est quoi un bad debt", 'créance irrécouvrable'],
    ] as const) {
      const { question: read, lectures } = ask(question);
      assert(read.includes(says), read);
      assert.equal(lectures[0]?.par, 'anglais');
    }
  });

  it('are never seen in French ones', () => {
    for (const { questions } of [...corpus.fiches, ...corpus.comptes.values()]) {
      for (const question of questions) {
        const { lectures } = store.lexicon.read(question);
        assert.deepEqual(
          lectures.filter(({ par }) => par === 'anglais'),
          [],
          question,
        );
      }
    }
  });
});

describe('figures of an English text', () => {
  const french = (text: string): string[] => englishFigures(text).map((figure) => figure.french);

  it('are written as in French', () => {
    for (const [text, figures] of [
      ['1,000,000 net of VAT', ['1 000 000 HT']],
      ['XOF 12,500,000 excluding VAT', ['12 500 000 F CFA HT']],
      ['590,000 FCFA (VAT included)', ['590 000 F CFA TTC']],
      ['1,250.50 incl. tax', ['1 250,50 TTC']],
      ['2.5 million', ['2,5 millions']],
      ['500k and 3 bn', ['500 mille', '3 milliards']],
      ['250000 plus VAT at 19.25%', ['250 000 HT', 'TVA 19,25 %']],
      ['590,000 including VAT at 18%', ['590 000 TTC', 'TVA 18 %']],
      ['18 percent VAT on 75,000', ['TVA 18 %', '75 000']],
      ['net salary of 350,000', ['350 000']],
      ['236,000 including 18% VAT', ['236 000 TTC', 'TVA 18 %']],
      ['1,000,000 HT over 5 years', ['1 000 000 HT', 'sur 5 ans']],
      ['an 18-month lease', ['18 mois']],
    ] as const) {
      assert.deepEqual(french(text), figures, text);
    }
  });

  it('are not accounts, counts or years', () => {
    for (const text of ['account 411', '5 computers', 'in 2025', 'article 45', 'accounts 601 and 31'])
      assert.deepEqual(french(text), [], text);
  });

  it('do not overlap and are in order', () => {
    for (const text of [
      '590,000 including VAT at 18% and 1,000 VAT 18% 2,000 tax included',
      'VAT VAT 18% 18% 1,000,000,000 1,00',
    ]) {
      englishFigures(text).forEach(({ start, end }, at, all) => {
        assert(start >= (all[at - 1]?.end ?? 0) && end > start && end <= text.length, text);
      });
    }
  });
});
