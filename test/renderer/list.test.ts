import assert from 'node:assert/strict';
import test from 'node:test';
import type { QuestionState } from '../../core/domain/question.ts';
import { settledWithout } from '../../core/domain/settle.ts';
import { neighbourOf } from '../../renderer/list/neighbour.ts';
import { stateName } from '../../renderer/questions/model.ts';
import { EMPTY_QUESTIONS, reduceQuestions, type QuestionsEvent, type QuestionsState } from '../../renderer/questions/reducer.ts';
import { createStateBuffer } from '../../renderer/questions/state-buffer.ts';

const apply = (...events: QuestionsEvent[]): QuestionsState => events.reduce(reduceQuestions, EMPTY_QUESTIONS);
const ask = (...ids: string[]): QuestionsEvent => ({
  type: 'asked',
  at: 0,
  questions: ids.map((id) => ({ id, question: `q ${id}` })),
});
const cancelled = (id: string): QuestionState => ({
  id,
  question: '',
  state: 'settled',
  settlement: settledWithout({ id, question: '' }, { status: 'cancelled' }),
});
const running = (id: string): QuestionState => ({ id, question: '', state: 'running', worker: 1 });
const names = (state: QuestionsState): string[] => [...state.items.values()].map((item) => `${item.id} ${stateName(item.state)}`);

test('the newest batch comes first and its first question is selected', () => {
  const state = apply(ask('a', 'b'), ask('c'));
  assert.deepEqual(
    state.batches.map(({ ids }) => ids),
    [['c'], ['a', 'b']],
  );
  assert.equal(state.selectedId, 'c');
});

test('one question opens its answer, many keep the list in view', () => {
  assert.equal(apply(ask('a')).detailOpen, true);
  assert.equal(apply(ask('a', 'b')).detailOpen, false);
});

test('each question changes by itself; unchanged ones stay the same object', () => {
  const before = apply(ask('a', 'b'));
  const after = reduceQuestions(before, { type: 'states', states: [running('b')] });
  assert.deepEqual(names(after), ['a sending', 'b running']);
  assert.equal(after.items.get('a'), before.items.get('a'));
});

test('a settled question is never reopened and unknown ones are ignored', () => {
  const state = apply(
    ask('a'),
    { type: 'states', states: [cancelled('a')] },
    { type: 'states', states: [running('a'), running('z')] },
  );
  assert.deepEqual(names(state), ['a cancelled']);
});

test('what settled is told once', () => {
  const settled = apply(ask('a', 'b'), { type: 'states', states: [cancelled('a'), running('b')] });
  assert.deepEqual(settled.settledNow, ['a']);
  assert.deepEqual(reduceQuestions(settled, { type: 'states', states: [running('b')] }).settledNow, []);
});

test('questions that could not be sent say so, unless the engine has them already', () => {
  const state = apply(
    ask('a', 'b'),
    { type: 'states', states: [running('a')] },
    { type: 'unsent', ids: ['a', 'b'], failure: 'unreachable' },
  );
  assert.deepEqual(names(state), ['a running', 'b unsent']);
});

test('a cleared list can be restored until the next question; open ones come back cancelled', () => {
  const cleared = apply(ask('a'), { type: 'cleared' });
  assert.equal(cleared.items.size, 0);
  assert.deepEqual(names(reduceQuestions(cleared, { type: 'restored' })), ['a cancelled']);
  const asked = reduceQuestions(cleared, ask('b'));
  assert.deepEqual(names(reduceQuestions(asked, { type: 'restored' })), ['b sending']);
});

test('questions left over from the run before make up one batch below all others, in however many parts they arrive', () => {
  const recovered = (...ids: string[]): QuestionsEvent => ({ type: 'recovered', at: 5, states: ids.map(running) });
  const { batches, selectedId } = apply(recovered('old-1'), ask('new'), recovered('old-1', 'old-2'), ask('newer'));
  assert.deepEqual(batches, [
    { at: 0, ids: ['newer'] },
    { at: 0, ids: ['new'] },
    { at: 5, ids: ['old-1', 'old-2'], recovered: true },
  ]);
  assert.equal(selectedId, 'newer');
});

test('arrows, Home and End move within the list and stop at its ends', () => {
  const ids = ['a', 'b', 'c'];
  assert.equal(neighbourOf(ids, 'a', 'ArrowDown'), 'b');
  assert.equal(neighbourOf(ids, 'a', 'ArrowUp'), null);
  assert.equal(neighbourOf(ids, 'c', 'ArrowDown'), null);
  assert.equal(neighbourOf(ids, 'b', 'End'), 'c');
  assert.equal(neighbourOf(ids, 'b', 'Home'), 'a');
  assert.equal(neighbourOf(ids, 'b', 'x'), null);
  assert.equal(neighbourOf([], null, 'End'), null);
});

test('changes are handed over together, the latest of each question, a settled one for good', async () => {
  const flushes: QuestionState[][] = [];
  const push = createStateBuffer((states) => flushes.push(states));
  for (const state of [running('a'), running('b'), cancelled('a'), running('a')]) push(state);
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.equal(flushes.length, 1);
  assert.deepEqual(
    flushes[0]?.map(({ id, state }) => `${id} ${state}`),
    ['a settled', 'b running'],
  );
});
