import type { QuestionState } from '../../core/domain/question.ts';
import { settledWithout } from '../../core/domain/settle.ts';
import type { Settlement } from '../../core/domain/settlement.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Data of a `question` event, or the reply of GET /api/questions/:id (a state, or the settled object itself); null when it is neither. */
export function parseQuestionReply(json: string): QuestionState | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isRecord(value) || typeof value['id'] !== 'string') return null;
  if (typeof value['status'] === 'string') {
    const settlement = value as unknown as Settlement;
    return { id: settlement.id, question: settlement.question, state: 'settled', settlement };
  }
  const known = value['state'] === 'queued' || value['state'] === 'running' || value['state'] === 'settled';
  return known ? (value as unknown as QuestionState) : null;
}

/** The outcome of a question the server does not know any more, because it was started again meanwhile. */
export function lostQuestion(id: string): QuestionState {
  const settlement: Settlement = {
    ...settledWithout({ id, question: '' }, { status: 'cancelled' }),
    status: 'failed',
    failure: { kind: 'question_lost', message: '' },
  };
  return { id, question: '', state: 'settled', settlement };
}
