import type { Settlement } from '../domain/settlement.ts';
import { judge, type Verdict } from './judge.ts';
import type { JudgedQuestion } from './question-set.ts';

/** How many questions of a kind were answered right. `strict` counts those whose source is shown too. */
export interface Score {
  questions: number;
  answer: number;
  strict: number;
  /** Answered, and wrong: what costs a client. */
  wrong: number;
  /** Refused though the knowledge base was expected to know. */
  refused: number;
}

/** One question with its outcome. */
export interface JudgedSettlement {
  question: JudgedQuestion;
  settlement: Settlement;
  verdict: Verdict;
}

/** Puts every settlement beside its question. Questions without one are left out. */
export function judgeAll(questions: readonly JudgedQuestion[], settlements: ReadonlyMap<string, Settlement>): JudgedSettlement[] {
  return questions.flatMap((question) => {
    const settlement = settlements.get(question.id);
    return settlement ? [{ question, settlement, verdict: judge(question.attendu, settlement) }] : [];
  });
}

/** The score over some questions. */
export function scoreOf(judged: JudgedSettlement[]): Score {
  const count = (test: (one: JudgedSettlement) => boolean): number => judged.filter(test).length;
  return {
    questions: judged.length,
    answer: count(({ verdict }) => verdict.answer),
    strict: count(({ verdict }) => verdict.strict),
    wrong: count(({ verdict, settlement }) => !verdict.answer && settlement.status === 'answered'),
    refused: count(({ verdict, settlement }) => !verdict.answer && settlement.status === 'no_answer'),
  };
}

/** Scores by kind of question, in the order in which the kinds first appear. */
export function scoresByKind(judged: JudgedSettlement[]): Map<string, Score> {
  const kinds = [...new Set(judged.map(({ question }) => question.kind))];
  return new Map(kinds.map((kind) => [kind, scoreOf(judged.filter(({ question }) => question.kind === kind))]));
}
