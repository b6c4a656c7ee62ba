import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normaliseQuestion } from '../../core/domain/question.ts';
import { parseQuestionSet } from '../../core/quality/question-set.ts';
import { PROJECT } from '../lib/project.ts';

/** More different questions than are ever in flight at once: identical ones would be answered together. */
export function manyQuestions(): string[] {
  const set = parseQuestionSet(readFileSync(join(PROJECT, 'test', 'ranking', 'questions.jsonl'), 'utf8'));
  return [...new Map(set.map(({ question }) => [normaliseQuestion(question), question])).values()];
}

/** `count` of them, from the `start`-th on, beginning again after the last. */
export function takeQuestions(all: readonly string[], start: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => all[(start + at) % all.length] ?? '');
}
