import { z } from 'zod';

/** AUDCIF articles that independent sources confirm; any other number is refused. */
export const ARTICLES_CONFIRMES = '7 8 11 13 18 23 24 29 32 33 36 37 44 45 46 48 54 56 57 58-2 58-3 59 61 80 113'.split(' ');

/** Chapters of the official application guide, by part. */
export const CHAPITRES_DU_GUIDE: Record<number, number> = { 1: 6, 2: 41, 3: 2, 4: 7 };

const numero = z.string().regex(/^[1-9]\d{0,3}$/, 'numéro de compte entre guillemets, 1 à 4 chiffres');
const texte = z.string().trim().min(1);
/** YAML reads an account number among the words as a number. */
const mot = z.union([texte, z.number().transform(String)]);

const Reference = z.discriminatedUnion('source', [
  z
    .strictObject({
      source: z.literal('guide'),
      partie: z.int().min(1).max(4),
      chapitre: z.int().min(1),
      section: texte.optional(),
    })
    .refine(({ partie, chapitre }) => chapitre <= (CHAPITRES_DU_GUIDE[partie] ?? 0), 'chapitre absent du guide'),
  z.strictObject({ source: z.literal('audcif'), article: z.enum(ARTICLES_CONFIRMES, 'article AUDCIF non confirmé') }),
  z.strictObject({ source: z.literal('plan'), comptes: z.array(numero).min(1) }),
]);

const Base = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules sans accent, chiffres et tirets'),
  titre: texte,
  famille: texte,
  reference: z.array(Reference).min(1, 'au moins une référence'),
  verifie: z.int().min(1),
  mots_cles: z.array(mot).min(3).max(12),
  questions: z.array(texte).min(3).max(8),
  voir: z.array(z.string()).default([]),
  comptes: z.array(numero).default([]),
});

const Operation = Base.extend({
  type: z.literal('operation'),
  parametres: z
    .array(z.strictObject({ nom: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), libelle: texte, exemple: z.number() }))
    .min(1),
  calculs: z.record(z.string(), z.coerce.string()).default({}),
  ecritures: z
    .array(
      z.strictObject({
        moment: texte,
        lignes: z
          .array(z.strictObject({ compte: numero, sens: z.enum(['debit', 'credit']), montant: z.coerce.string() }))
          .min(2, 'une écriture a au moins deux lignes'),
      }),
    )
    .min(1),
});

const SansEcriture = Base.extend({ type: z.enum(['regle', 'etat', 'limite']) });

/** The YAML head of a sheet, as resources/corpus/LISEZMOI.md describes it. */
export const EnTeteFiche = z.discriminatedUnion('type', [Operation, SansEcriture]);

export type ReferenceFiche = z.infer<typeof Reference>;
export type FicheOperation = z.infer<typeof Operation> & { corps: string };

/** A sheet: its head and its text (plain Markdown). */
export type Fiche = z.infer<typeof EnTeteFiche> & { corps: string };

/** Everyday words of one account (comptes/usages.yaml). */
export const UsageCompte = z.strictObject({
  mots: z.array(mot).min(1),
  note: texte.optional(),
  pas: z.array(z.strictObject({ compte: numero, si: texte })).default([]),
});

export type UsageCompte = z.infer<typeof UsageCompte>;

/** All accounts a sheet speaks of: those of its entries first. */
export function comptesDe(fiche: Fiche): string[] {
  const desEcritures = fiche.type === 'operation' ? fiche.ecritures.flatMap((e) => e.lignes.map((ligne) => ligne.compte)) : [];
  return [...new Set([...desEcritures, ...fiche.comptes])];
}

/** A reference as the user reads it, for example "Guide SYSCOHADA, partie 1, chap. 4". */
export function afficherReference(reference: ReferenceFiche): string {
  switch (reference.source) {
    case 'audcif':
      return `AUDCIF, art. ${reference.article}`;
    case 'guide': {
      const lieu = `Guide d’application SYSCOHADA, partie ${reference.partie}, chap. ${reference.chapitre}`;
      return reference.section === undefined ? lieu : `${lieu}, ${reference.section}`;
    }
    case 'plan':
      return `Plan de comptes SYSCOHADA, ${reference.comptes.length > 1 ? 'comptes' : 'compte'} ${reference.comptes.join(', ')}`;
  }
}
