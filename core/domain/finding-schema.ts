import { z } from 'zod';
import type { Finding } from './settlement.ts';

const count = z.int().min(0);
const part = z.number().min(0).max(1);

/**
 * A finding that comes from outside the program. Strict: one with a field we do not know was written by another program. The
 * explication is left out; findings that carry one are not kept.
 */
export const findingSchema = z
  .strictObject({
    status: z.enum(['answered', 'no_answer']),
    answer: z.string(),
    entries: z.array(
      z.strictObject({
        compte: z.string(),
        intitule: z.string(),
        sens: z.enum(['debit', 'credit']),
        montant: count.nullable(),
        moment: z.string(),
      }),
    ),
    citations: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        reference: z.string(),
        excerpt: z.string(),
        highlights: z.array(z.tuple([count, count])),
        comptes: z.array(z.string()),
        score: part,
      }),
    ),
    confidence: part,
  })
  .refine(balances) satisfies z.ZodType<Finding>;

/** Debits equal credits wherever every amount is known. */
function balances({ entries }: Pick<Finding, 'entries'>): boolean {
  if (entries.some(({ montant }) => montant === null)) return true;
  return entries.reduce((sum, { sens, montant }) => sum + (sens === 'debit' ? 1 : -1) * (montant ?? 0), 0) === 0;
}
