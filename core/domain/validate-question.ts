import { fail, ok, type Result } from '../failures.ts';
import { MAX_QUESTION_LENGTH } from './question.ts';

/**
 * The question as the workers get it: control characters become spaces; formatting characters (soft hyphens inside words copied
 * from a page, marks that turn the direction of text) go. Fails with question_empty, question_too_long or question_unreadable
 * (neither letter nor digit).
 */
export function validateQuestion(raw: string): Result<string> {
  if (raw.length > MAX_QUESTION_LENGTH) return fail('question_too_long', `${raw.length}`);
  const question = raw
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u200b]+/gu, ' ')
    .replaceAll(/\p{Cf}+/gu, '')
    .trim();
  if (question === '') return fail('question_empty');
  if (!/[\p{L}\p{N}]/u.test(question)) return fail('question_unreadable');
  return ok(question);
}
