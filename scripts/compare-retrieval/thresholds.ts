import { readFileSync } from 'node:fs';
import type { Finding } from '../../core/domain/settlement.ts';
import { judge } from '../../core/quality/judge.ts';
import { parseQuestionSet, type JudgedQuestion } from '../../core/quality/question-set.ts';
import { answer } from '../../workers/answering/answer.ts';
import { composeAnswer, libraryOf } from '../../workers/answering/compose.ts';
import { namedPlaces } from '../../workers/answering/named-places.ts';
import { selectCandidates } from '../../workers/answering/select.ts';
import { understand } from '../../workers/answering/understand.ts';
import { lexicalSearch } from '../../workers/retrieval/lexical-search.ts';
import { hybrid, type Base } from './base.ts';
import { QUESTIONS } from './collections.ts';
import { DEPTH, rankByMeaning } from './semantic.ts';

/** What a threshold on confidence makes of the questions of one part. */
export interface ThresholdFigures {
  threshold: number;
  questions: number;
  right: number;
  /** Answered, and wrong. */
  wrong: number;
  /** Refused though an answer was expected. */
  refused: number;
}

const THRESHOLDS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/** A question with what would be said of it, and the confidence under which it would be refused instead. */
interface Outcome {
  attendu: JudgedQuestion['attendu'];
  finding: Finding;
  /** Undefined where no threshold decides: accounts and articles named by number. */
  confidence: number | undefined;
}

/** All questions of a part, asked once; then refused or not, threshold by threshold. */
export function compareThresholds(base: Base, part: JudgedQuestion['part']): ThresholdFigures[] {
  const questions = parseQuestionSet(readFileSync(QUESTIONS, 'utf8')).filter((question) => question.part === part);
  const outcomes = questions.map((question) => outcomeOf(base, question));
  return THRESHOLDS.map((threshold) => {
    const count = (test: (outcome: Outcome, status: Finding['status']) => boolean): number =>
      outcomes.filter((outcome) => test(outcome, isRefused(outcome, threshold) ? 'no_answer' : outcome.finding.status)).length;
    const isRight = (outcome: Outcome, status: Finding['status']): boolean =>
      isRefused(outcome, threshold)
        ? outcome.attendu.refus === true
        : judge(outcome.attendu, { ...outcome.finding, status }).answer;
    return {
      threshold,
      questions: outcomes.length,
      right: count(isRight),
      wrong: count((outcome, status) => status === 'answered' && !isRight(outcome, status)),
      refused: count((outcome, status) => status === 'no_answer' && !isRight(outcome, status)),
    };
  });
}

const isRefused = ({ confidence }: Outcome, threshold: number): boolean => confidence !== undefined && confidence < threshold;

function outcomeOf({ collection: { store }, model, passages }: Base, { question, attendu }: JudgedQuestion): Outcome {
  const understanding = understand(question.normalize('NFC'), store.lexicon);
  const lexical = lexicalSearch(store, understanding.subject, DEPTH);
  const semantic = rankByMeaning(passages, model.pool(model.pieces(understanding.sens)));
  const timings = { embed_ms: 0, lexical_ms: 0, semantic_ms: 0 };
  const retrieval = { lexical, semantic, fused: hybrid(lexical, semantic), searchedByMeaning: semantic.length > 0, timings };
  const finding = answer(understanding, retrieval, store, true);
  const rule = finding.explication?.[0]?.decision.regle;
  if (rule !== 'classement' && rule !== 'sous_le_seuil') return { attendu, finding, confidence: undefined };
  const { confidence } = finding;
  const found = selectCandidates(understanding, retrieval, store, namedPlaces(understanding));
  if (found.length === 0) return { attendu, finding, confidence };
  return { attendu, finding: composeAnswer(understanding, found, libraryOf(store), confidence), confidence };
}
