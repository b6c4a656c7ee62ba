import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_QUESTION_LENGTH, normaliseQuestion } from '../../core/domain/question.ts';
import { validateQuestion } from '../../core/domain/validate-question.ts';
import { FAILURE_KINDS } from '../../core/failures.ts';
import { FAILURE_SENTENCES_FR } from '../../core/messages.fr.ts';
import { EngineBench } from '../support/engine-bench.ts';

const REFUSED: [text: string, kind: string][] = [
  ['', 'question_empty'],
  [' \n\t\u00a0 ', 'question_empty'],
  ['\u0000\u0007\u001b', 'question_empty'],
  ['\u202e\u200b\ufeff', 'question_empty'],
  ['???!!! … « » — ""', 'question_unreadable'],
  ['😀🎉👍🏽', 'question_unreadable'],
  ['\ud800', 'question_unreadable'],
  ['a'.repeat(100_000), 'question_too_long'],
];

const TAKEN: [text: string, asked: string][] = [
  ['  caisse\u0000\u0007 ?', 'caisse  ?'],
  ['compte \u202e57\u202c ?', 'compte 57 ?'],
  ['comptabi\u00adlisation', 'comptabilisation'],
  ['مصاريف الإيجار', 'مصاريف الإيجار'],
  ['x'.repeat(MAX_QUESTION_LENGTH), 'x'.repeat(MAX_QUESTION_LENGTH)],
  ['571', '571'],
  ['loyer 😀', 'loyer 😀'],
  ['loyer \ud800', 'loyer \ufffd'],
];

describe('the wording of a question', () => {
  for (const [text, kind] of REFUSED) {
    it(`${JSON.stringify(text.slice(0, 20))} is refused as ${kind}, with a sentence, and no worker hears of it`, async () => {
      const bench = await EngineBench.ready({ workers: 1 });
      await bench.ask('q', text);
      const { status, failure, question } = bench.settled('q');
      assert.deepEqual([status, failure?.kind, question], ['failed', kind, text]);
      assert.match(failure?.message ?? '', /^\p{Lu}.*[.?»)]/u);
      assert.deepEqual(bench.spawned[0]?.asked, []);
    });
  }

  for (const [text, asked] of TAKEN) {
    it(`${JSON.stringify(text.slice(0, 20))} reaches the worker without what nobody sees`, async () => {
      const result = validateQuestion(text);
      assert.deepEqual(result, { ok: true, value: asked });
      const bench = await EngineBench.ready({ workers: 1 });
      await bench.ask('q', text);
      assert.deepEqual(bench.spawned[0]?.asked, [asked]);
    });
  }

  it('a refused question among good ones keeps none of them from being answered', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    await bench.engine.submit([
      { id: 'bad', question: '' },
      { id: 'good', question: 'Caisse ?' },
    ]);
    await bench.clock.advance(0);
    await bench.reply('Caisse ?');
    assert.deepEqual([bench.settled('bad').status, bench.settled('good').status], ['failed', 'answered']);
  });

  it('normalises to one form whatever the writing', () => {
    const forms = ['L’œuvre  d’été', "l'œuvre d'été", ' L’ŒUVRE\u00a0D’ÉTÉ\n'.normalize('NFD')];
    assert.equal(new Set(forms.map(normaliseQuestion)).size, 1);
  });
});

describe('ids', () => {
  it('that are open are refused to a second question; the first keeps its answer', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    const { ids } = await bench.engine.submit([
      { id: 'x', question: 'première' },
      { id: 'x', question: 'seconde' },
    ]);
    assert.deepEqual(ids, ['x', 'x']);
    await bench.clock.advance(0);
    await bench.reply('première');
    const all = bench.settlements('x').map(({ question, status, failure }) => [question, status, failure?.kind]);
    assert.deepEqual(all, [
      ['seconde', 'failed', 'duplicate_id'],
      ['première', 'answered', undefined],
    ]);
    assert.equal(bench.timesAsked('seconde'), 0);
  });

  it('can be used again once settled', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    for (const question of ['une', 'deux']) {
      await bench.ask('x', question);
      await bench.reply(question);
    }
    assert.equal(bench.settlements('x').length, 2);
  });

  it('may be any text, names of object properties included', async () => {
    const bench = await EngineBench.ready({ workers: 1 });
    for (const id of ['__proto__', 'constructor', '', '\n']) {
      await bench.ask(id, `Question ${JSON.stringify(id)}`);
      await bench.reply(`Question ${JSON.stringify(id)}`);
      assert.equal(bench.settled(id).status, 'answered');
    }
  });
});

it('every kind of failure has its own French sentence', () => {
  const sentences = FAILURE_KINDS.map((kind) => FAILURE_SENTENCES_FR[kind]);
  assert.equal(new Set(sentences).size, FAILURE_KINDS.length);
  for (const sentence of sentences) assert.match(sentence, /^\p{Lu}.{20,}\.$/u);
});
