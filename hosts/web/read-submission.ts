import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import fr from 'zod/v4/locales/fr.js';
import type { QuestionInput } from '../../core/domain/question.ts';
import { MAX_QUESTIONS_PER_CALL, questionInputSchema, workerCountSchema } from '../../core/schemas.ts';

/** Body of POST /api/questions. */
export const submissionSchema = z.strictObject({
  questions: z
    .array(questionInputSchema.partial({ id: true }))
    .min(1)
    .max(MAX_QUESTIONS_PER_CALL),
});

const IN_FRENCH = fr().localeError;
const REASONS_TOLD = 3;
const REASON_LENGTH = 300;

export type ReadSubmission = { ok: true; questions: QuestionInput[] } | { ok: false; reason: string };

/** The questions in the body of a POST; one without identifier gets a fresh one. The reason of a refusal is in French. */
export function readSubmission(body: unknown): ReadSubmission {
  const read = submissionSchema.safeParse(body, { error: IN_FRENCH });
  if (!read.success) return { ok: false, reason: reasonOf(read.error.issues) };
  return { ok: true, questions: read.data.questions.map((input) => ({ ...input, id: input.id ?? randomUUID() })) };
}

/** The first identifier that occurs twice, undefined when none does. */
export function repeatedId(questions: QuestionInput[]): string | undefined {
  const seen = new Set<string>();
  return questions.find(({ id }) => seen.size === seen.add(id).size)?.id;
}

/** Body of PUT /api/workers. */
export const resizeSchema = z.strictObject({ workers: workerCountSchema });

/** The number of workers in the body of a PUT; the reason of a refusal is in French. */
export function readResize(body: unknown): { ok: true; workers: number } | { ok: false; reason: string } {
  const read = resizeSchema.safeParse(body, { error: IN_FRENCH });
  return read.success ? { ok: true, workers: read.data.workers } : { ok: false, reason: reasonOf(read.error.issues) };
}

function reasonOf(issues: z.core.$ZodIssue[]): string {
  const reasons = issues.slice(0, REASONS_TOLD).map(({ path, message }) => {
    const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
    return place === '' ? message : `${place.slice(1)} : ${message}`;
  });
  const more = issues.length > REASONS_TOLD ? ' ; …' : '';
  const reason = reasons.join(' ; ') + more;
  return reason.length > REASON_LENGTH ? `${reason.slice(0, REASON_LENGTH)}…` : reason;
}
