import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Citation, LigneEcriture, Settlement } from '../../core/domain/settlement.ts';
import { judge } from '../../core/quality/judge.ts';
import { parseQuestionSet } from '../../core/quality/question-set.ts';

type Judged = Pick<Settlement, 'status' | 'answer' | 'entries' | 'citations'>;

const citation = (comptes: string[], reference = 'Plan'): Citation => ({
  id: 'x',
  title: 'x',
  reference,
  excerpt: 'extrait',
  highlights: [],
  comptes,
  score: 1,
});

const answered = (answer: string, comptes: string[], entries: LigneEcriture[] = []): Judged => ({
  status: 'answered',
  answer,
  entries,
  citations: [citation(comptes)],
});

const ligne = (compte: string, sens: 'debit' | 'credit', montant: number | null, moment = 'm'): LigneEcriture => ({
  compte,
  intitule: '',
  sens,
  montant,
  moment,
});

describe('judging an account', () => {
  const expected = { comptes: ['6055', '604'] };
  it('takes the first account named, and its subdivisions', () => {
    assert(judge(expected, answered('Compte 6055 « … ». Et non 6042.', ['6055', '6042'])).strict);
    assert(judge(expected, answered('Compte 6047 « … ».', ['6047'])).answer);
    assert(!judge(expected, answered('Compte 6042 « … » ou 6056.', ['6056'])).answer);
  });
  it('does not take a parent, a refusal or an amount for the account', () => {
    assert(!judge(expected, answered('Compte 60.', ['60'])).answer);
    assert(!judge(expected, { ...answered('Compte 6055.', ['6055']), status: 'no_answer' }).answer);
    assert(!judge(expected, answered('Pour 6055 F, le compte 622.', ['622'])).answer);
  });
  it('is strict only with a source that speaks of the account', () => {
    const unsourced = { ...answered('Compte 6055.', ['6055']), citations: [citation(['6055'], '')] };
    assert.deepEqual(judge(expected, unsourced), { answer: true, strict: false });
  });
});

describe('judging an entry', () => {
  const expected = { ecriture: { debit: ['601', '4452'], credit: ['401|408'], montants: { '601': 100, '401|408': 118 } } };
  const entry = [ligne('6011', 'debit', 100), ligne('4452', 'debit', 18), ligne('4081', 'credit', 118)];
  it('takes prefixes, alternatives and amounts to the franc', () => {
    assert(judge(expected, answered('', [], entry)).answer);
    assert(!judge(expected, answered('', [], [ligne('6011', 'debit', 90), ...entry.slice(1)])).answer);
    assert(!judge(expected, answered('', [], [ligne('6011', 'credit', 100), ...entry.slice(1)])).answer);
    assert(!judge(expected, answered('', [], entry.slice(0, 2))).answer);
  });
  it('judges a step by itself when a later one moves the account again, and refuses one that does not balance', () => {
    const reversal = [ligne('4081', 'debit', 118, 'n'), ligne('6011', 'credit', 100, 'n'), ligne('4452', 'credit', 18, 'n')];
    assert(judge(expected, answered('', [], [...entry, ...reversal])).answer);
    assert(!judge(expected, answered('', [], [...entry, ligne('571', 'credit', 5, 'n')])).answer);
  });
  it('does not take a blank amount for the one expected', () => {
    const blank = entry.map((line) => ({ ...line, montant: null }));
    assert(!judge(expected, answered('', [], blank)).answer);
    assert(judge({ ecriture: { ...expected.ecriture, montants: {} } }, answered('', [], blank)).answer);
  });
});

describe('judging facts and refusals', () => {
  it('finds facts without accents or case, all of them', () => {
    const expected = { faits: ['dix ans|\\b10 ans', 'conserv'] };
    assert(judge(expected, answered('Conservés 10\u00a0ans.', [])).answer);
    assert(!judge(expected, answered('Conservés longtemps.', [])).answer);
  });
  it('wants a refusal without any entry where one is expected', () => {
    assert(judge({ refus: true }, { status: 'no_answer', answer: '', entries: [], citations: [] }).strict);
    assert(!judge({ refus: true }, answered('Oui.', [])).answer);
    assert(!judge({ refus: true }, { status: 'failed', answer: '', entries: [], citations: [] }).answer);
  });
});

describe('a set of judged questions', () => {
  const line = { id: 'q', kind: 'compte', question: 'toner', attendu: { comptes: ['6055'] }, part: 'reglage' };
  it('is read line by line', () => assert.equal(parseQuestionSet(`${JSON.stringify(line)}\n\n`).length, 1));
  it('names the line that is wrong', () => {
    assert.throws(() => parseQuestionSet(`${JSON.stringify(line)}\n{`), /ligne 2/);
    assert.throws(() => parseQuestionSet(JSON.stringify({ ...line, attendu: { faits: ['('] } })), /ligne 1.*illisible/);
    assert.throws(() => parseQuestionSet(JSON.stringify({ ...line, part: 'autre' })), /ligne 1/);
  });
});
