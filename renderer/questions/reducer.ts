import type { QuestionInput, QuestionState } from '../../core/domain/question.ts';
import { settledWithout } from '../../core/domain/settle.ts';
import { isOpen, type Batch, type QuestionItem } from './model.ts';

/** The list, newest batch first, and what is looked at. */
export interface QuestionsState {
  readonly batches: readonly Batch[];
  readonly items: ReadonlyMap<string, QuestionItem>;
  readonly selectedId: string | null;
  /** In a narrow window the list and the answer take turns: true while the answer is shown. */
  readonly detailOpen: boolean;
  /** Ids that settled in the latest change, for the announcement to screen readers. */
  readonly settledNow: readonly string[];
  /** The list as it was before it was cleared, to undo that until the next question. */
  readonly cleared: QuestionsState | null;
}

export type QuestionsEvent =
  | { type: 'asked'; at: number; questions: readonly QuestionInput[] }
  | { type: 'states'; states: readonly QuestionState[] }
  | { type: 'recovered'; at: number; states: readonly QuestionState[] }
  | { type: 'unsent'; ids: readonly string[]; failure: string }
  /** `open`: also show the answer where the list and the answer take turns. */
  | { type: 'selected'; id: string; open: boolean }
  | { type: 'detail_closed' }
  | { type: 'cleared' }
  | { type: 'restored' };

/** A list nobody has asked anything in. */
export const EMPTY_QUESTIONS: QuestionsState = {
  batches: [],
  items: new Map(),
  selectedId: null,
  detailOpen: false,
  settledNow: [],
  cleared: null,
};

function asked(state: QuestionsState, at: number, questions: readonly QuestionInput[]): QuestionsState {
  const first = questions[0];
  if (first === undefined) return state;
  const items = new Map(state.items);
  for (const { id, question } of questions) items.set(id, { id, question, state: { state: 'sending' } });
  return {
    batches: [{ at, ids: questions.map(({ id }) => id) }, ...state.batches],
    items,
    selectedId: first.id,
    // Many questions: the list is what one wants to watch. A single one: its answer.
    detailOpen: questions.length === 1,
    settledNow: [],
    cleared: null,
  };
}

/** Questions of the run before, which the engine asks again: they make up one batch, below all others, however they arrive. */
function withRecovered(state: QuestionsState, at: number, states: readonly QuestionState[]): QuestionsState {
  const fresh = states.filter(({ id }) => !state.items.has(id));
  const first = fresh[0];
  if (first === undefined) return state;
  const items = new Map(state.items);
  for (const one of fresh) items.set(one.id, { id: one.id, question: one.question, state: one });
  const before = state.batches.find(({ recovered }) => recovered === true);
  return {
    ...state,
    batches: [
      ...state.batches.filter((batch) => batch !== before),
      { at: before?.at ?? at, ids: [...(before?.ids ?? []), ...fresh.map(({ id }) => id)], recovered: true },
    ],
    items,
    selectedId: state.selectedId ?? first.id,
  };
}

function withStates(state: QuestionsState, states: readonly QuestionState[]): QuestionsState {
  // Most of a quality run's, or of another window's: nothing to draw.
  if (!states.some(({ id }) => state.items.has(id))) return state;
  const items = new Map(state.items);
  const settledNow: string[] = [];
  for (const next of states) {
    const item = items.get(next.id);
    // A late "running" must never reopen what is settled, and questions of other windows are not ours.
    if (item === undefined || item.state.state === 'settled') continue;
    items.set(next.id, { ...item, state: next });
    if (next.state === 'settled') settledNow.push(next.id);
  }
  return { ...state, items, settledNow };
}

function unsent(state: QuestionsState, ids: readonly string[], failure: string): QuestionsState {
  const items = new Map(state.items);
  for (const id of ids) {
    const item = items.get(id);
    if (item?.state.state === 'sending') items.set(id, { ...item, state: { state: 'unsent', failure } });
  }
  return { ...state, items, settledNow: [] };
}

/** Open questions are cancelled when the list is cleared; if it comes back, they must not look as if they still ran. */
function withOpenCancelled(state: QuestionsState): QuestionsState {
  const items = new Map(state.items);
  for (const item of items.values()) {
    if (isOpen(item)) items.set(item.id, { ...item, state: cancelledState(item) });
  }
  return { ...state, items, settledNow: [] };
}

function cancelledState({ id, question }: QuestionItem): QuestionState {
  return { id, question, state: 'settled', settlement: settledWithout({ id, question }, { status: 'cancelled' }) };
}

/** The next list after an event; pure. */
export function reduceQuestions(state: QuestionsState, event: QuestionsEvent): QuestionsState {
  switch (event.type) {
    case 'asked':
      return asked(state, event.at, event.questions);
    case 'states':
      return withStates(state, event.states);
    case 'recovered':
      return withRecovered(state, event.at, event.states);
    case 'unsent':
      return unsent(state, event.ids, event.failure);
    case 'selected':
      if (!state.items.has(event.id)) return state;
      return { ...state, selectedId: event.id, detailOpen: state.detailOpen || event.open, settledNow: [] };
    case 'detail_closed':
      return { ...state, detailOpen: false, settledNow: [] };
    case 'cleared':
      return { ...EMPTY_QUESTIONS, cleared: withOpenCancelled({ ...state, cleared: null }) };
    case 'restored':
      return state.cleared ?? state;
  }
}
