import type { QuestionState } from '../../core/domain/question.ts';
import type { SettledStatus, Settlement } from '../../core/domain/settlement.ts';

/** Where a question of the list stands: what the engine says, or what only the page knows (on its way, not accepted). */
export type ItemState = QuestionState | { state: 'sending' } | { state: 'unsent'; failure: string };

/** One question of the list. Replaced, never changed, so that rows can compare by identity. */
export interface QuestionItem {
  readonly id: string;
  readonly question: string;
  readonly state: ItemState;
}

/** Questions that were sent together; `at` is milliseconds since the epoch, of the moment they came into the list. */
export interface Batch {
  readonly at: number;
  readonly ids: readonly string[];
  /** True when they are left over from a run that ended before it could answer them. */
  readonly recovered?: boolean;
}

/** The one word that names a state: key into the catalogue's `state` and into the colours. */
export type StateName = 'sending' | 'unsent' | 'queued' | 'running' | SettledStatus;

/** The name of an item's state. */
export function stateName(state: ItemState): StateName {
  return state.state === 'settled' ? state.settlement.status : state.state;
}

/** True while an answer may still come. */
export function isOpen(item: QuestionItem): boolean {
  return item.state.state === 'sending' || item.state.state === 'queued' || item.state.state === 'running';
}

/** The outcome of a settled question, else null. */
export function settlementOf(item: QuestionItem): Settlement | null {
  return item.state.state === 'settled' ? item.state.settlement : null;
}
