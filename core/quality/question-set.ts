import { z } from 'zod';

const Motif = z
  .string()
  .refine((source) => {
    try {
      return new RegExp(source, 'i') !== null;
    } catch {
      return false;
    }
  }, 'expression régulière illisible')
  .refine((source) => !/\p{M}/u.test(source.normalize('NFD')), 'motif accentué : il est comparé à la réponse sans ses accents');

/** A side of an entry: account prefixes, "a|b" for one or the other. */
const Cote = z.array(z.string().min(1)).default([]);

/** What a right answer holds; all that is given must be met (test/ranking/LISEZMOI.md). */
export const Attendu = z.strictObject({
  comptes: z.array(z.string()).min(1).optional(),
  ecriture: z.strictObject({ debit: Cote, credit: Cote, montants: z.record(z.string(), z.number()).default({}) }).optional(),
  faits: z.array(Motif).min(1).optional(),
  refus: z.literal(true).optional(),
});

export type Attendu = z.infer<typeof Attendu>;

/** One question with its expected answer. `part` says whether one may tune on it. */
export const JudgedQuestion = z.object({
  id: z.string().min(1),
  kind: z.string().min(1),
  question: z.string().min(1),
  attendu: Attendu,
  part: z.enum(['reglage', 'mesure']),
});

export type JudgedQuestion = z.infer<typeof JudgedQuestion>;

/** Reads a set, one JSON object per line. Throws a French sentence naming the first line that is wrong. */
export function parseQuestionSet(text: string): JudgedQuestion[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return [];
    const parsed = JudgedQuestion.safeParse(jsonOf(line));
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    throw new Error(`ligne ${at + 1} : ${issue?.path.join('.') || 'objet JSON'} : ${issue?.message}`);
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
