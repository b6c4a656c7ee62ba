import { z } from 'zod';
import type { AppApi } from './contract.ts';
import { MOST_WORKERS_ASKED } from './limits.ts';

/** Most questions accepted in one call; a longer batch is a mistake or an attack. */
export const MAX_QUESTIONS_PER_CALL = 1000;

/** Longest text read at all, in UTF-16 units. Far above MAX_QUESTION_LENGTH: the engine refuses long questions one by one. */
export const MAX_TEXT_LENGTH = 1_000_000;

/** Identifier of a question, chosen by the asker. */
export const questionIdSchema = z.string().min(1).max(200);

/** One question as it arrives from outside; its wording is judged by the engine, not here. */
export const questionInputSchema = z.strictObject({
  id: questionIdSchema,
  question: z.string().max(MAX_TEXT_LENGTH),
  explain: z.literal(true).optional(),
  priority: z.literal('bulk').optional(),
});

/** What `submit` accepts, over IPC and over HTTP alike. */
export const questionsSchema = z.array(questionInputSchema).min(1).max(MAX_QUESTIONS_PER_CALL);

/** How many workers `resize` accepts. */
export const workerCountSchema = z.int().min(1).max(MOST_WORKERS_ASKED);

/** Arguments of each call of AppApi: what comes from the page is not trusted to fit its type. */
export const APP_ARGUMENTS = {
  submit: z.tuple([questionsSchema]),
  cancel: z.tuple([questionIdSchema]),
  status: z.tuple([]),
  resize: z.tuple([workerCountSchema]),
  recovered: z.tuple([]),
  monitoring: z.tuple([]),
} satisfies { [Method in keyof AppApi]: z.ZodType<Parameters<AppApi[Method]>> };
