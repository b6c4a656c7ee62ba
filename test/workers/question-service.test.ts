import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Finding } from '../../core/domain/settlement.ts';
import { validateQuestion } from '../../core/domain/validate-question.ts';
import { soldes } from '../../workers/comptabilite/ecriture.ts';
import { createQuestionService } from '../../workers/question-service.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { bundledCorpus, INDEX_DIR, MODEL_DIR } from '../support/knowledge.ts';

const service = createQuestionService();

async function ask(question: string): Promise<Finding> {
  const answered = await service.answer(question);
  assert(answered.ok);
  return answered.value.finding;
}

/** What must be true of every answer whatever was asked. */
function assertSound({ status, answer, citations, entries, confidence }: Finding, question: string): void {
  const about = `« ${question.slice(0, 80)} » → ${answer.slice(0, 200)}`;
  assert(answer.trim() !== '', about);
  assert(confidence >= 0 && confidence <= 1, about);
  for (const [, marker] of answer.matchAll(/\[(\d+)\]/g)) assert(citations[Number(marker) - 1], `${about}: marker ${marker}`);
  if (status === 'answered') assert(citations.length > 0, `${about}: an answer without a source`);
  else assert.deepEqual(entries, [], `${about}: a refusal with an entry`);
  for (const solde of soldes(entries).values()) assert.equal(Math.abs(solde), 0, about);
  for (const { excerpt, highlights, score, reference, title } of citations) {
    assert(reference !== '' && title !== '' && excerpt !== '', about);
    assert(score >= 0 && score <= 1, about);
    highlights.forEach(([start, end], at) => {
      assert(start >= (highlights[at - 1]?.[1] ?? 0) && end > start && end <= excerpt.length, about);
    });
  }
}

describe('a question worker', () => {
  before(async () => {
    const opened = await service.open({ indexDir: INDEX_DIR, modelDir: MODEL_DIR, threads: 2 });
    assert(opened.ok);
  });

  it('answers every question of our own sheets soundly', async () => {
    for (const { questions } of bundledCorpus().fiches) {
      for (const question of questions.slice(0, 3)) assertSound(await ask(question), question);
    }
  });

  for (const text of HOSTILE) {
    it(`answers ${JSON.stringify(text.slice(0, 30))} soundly, or it is refused before`, async () => {
      const question = validateQuestion(text);
      if (!question.ok) return assert.match(question.failure.kind, /^question_/);
      assertSound(await ask(question.value), question.value);
    });
  }

  it('answers the worst questions of the longest length, too', async () => {
    for (const unit of [
      'compte 1 et ',
      '1 ',
      '1.',
      'tva ',
      'debit ',
      '18 % ',
      "l'",
      'été',
      'a b ',
      '9',
      '1 000 ',
      'article 5 ',
      '((',
      'œ',
    ]) {
      const question = unit.repeat(2_000).slice(0, 1_999) + 'x';
      assertSound(await ask(question), question);
    }
  });

  it('says the same each time, and the same for NFC and NFD', async () => {
    const question = 'Comment comptabiliser la dépréciation d’une créance douteuse de 500 000 F ?';
    const first = await ask(question);
    assert.deepEqual(await ask(question), first);
    const { citations, ...rest } = await ask(question.normalize('NFD'));
    assert.deepEqual({ citations, ...rest }, first);
  });

  it('puts the entry on the amounts asked for', async () => {
    const { status, entries, citations } = await ask(
      'Comment comptabiliser un achat de marchandises à crédit de 1 000 000 F HT, TVA 18 % ?',
    );
    assert.equal(status, 'answered');
    assert.equal(citations[0]?.id, 'achat-marchandises-credit');
    assert.deepEqual(
      entries.map(({ compte, sens, montant }) => [compte, sens, montant]),
      [
        ['6011', 'debit', 1_000_000],
        ['4452', 'debit', 180_000],
        ['4011', 'credit', 1_180_000],
      ],
    );
  });

  it('books on the account of the thing that the question names in passing', async () => {
    const { entries } = await ask(
      'Véhicule acheté 12 000 000 HT, mis en service le 1er avril, linéaire sur 5 ans : dotation au 31 décembre ?',
    );
    assert.deepEqual(
      entries.map(({ compte, sens, montant }) => [compte, sens, montant]),
      [
        ['6813', 'debit', 1_800_000],
        ['2845', 'credit', 1_800_000],
      ],
    );
  });

  it('takes neither a direction nor a means of payment for the thing booked', async () => {
    const principal = async (question: string): Promise<string | undefined> => (await ask(question)).entries[0]?.compte;
    const sale = await ask('On a vendu à crédit pour 2 360 000 TTC, TVA 18 %');
    assert(
      sale.entries.some(({ compte }) => compte === '7011'),
      sale.answer,
    );
    assert.equal(await principal('loyer 250 000 payé par virement bancaire'), '6222');
  });

  it('tells two things apart by what the glossary says of each', async () => {
    for (const [question, one, other] of [
      ['Quelle différence entre une créance douteuse et une créance irrécouvrable ?', /incertain.*\[1\]/, /certaine.*\[2\]/],
      ['différence entre stock initial et stock final', /début de l'exercice.*\[1\]/, /clôture.*\[2\]/],
    ] as const) {
      const { answer, entries, citations } = await ask(question);
      assert.match(answer, one);
      assert.match(answer, other);
      assert.deepEqual([entries, citations.length], [[], 2]);
    }
    // A sheet that speaks of both goes before.
    assert.match((await ask('différence entre dépréciation et provision')).answer, /ne pas confondre/);
  });

  it('looks accounts up by number', async () => {
    for (const numero of ['681', '4452', '571']) {
      const { status, citations, answer } = await ask(`À quoi sert le compte ${numero} ?`);
      assert.deepEqual([status, citations[0]?.id], ['answered', `compte-${numero}`]);
      assert.match(answer, new RegExp(`Compte ${numero} `));
    }
  });

  it('refuses accounts and articles it does not know, by name, and invents nothing', async () => {
    for (const [question, says] of [
      ['À quoi sert le compte 6999 ?', /6999/],
      ['Que contient le compte 99999 ?', /99999/],
      ['Que dit l’article 4321 de l’AUDCIF ?', /4321/],
      ['Quelle est la recette du poulet yassa ?', /./],
    ] as const) {
      const { status, answer, entries } = await ask(question);
      assert.equal(status, 'no_answer', `${question} → ${answer}`);
      assert.match(answer, says);
      assert.deepEqual(entries, []);
    }
  });
});
