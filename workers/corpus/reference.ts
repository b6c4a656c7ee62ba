import { z } from 'zod';
import { titreDuChapitre } from './guide.ts';

/** AUDCIF articles that independent sources confirm; any other number is refused. */
export const ARTICLES_CONFIRMES = '7 8 11 13 18 23 24 29 32 33 36 37 44 45 46 48 54 56 57 58-2 58-3 59 61 80 113'.split(' ');

/** An account number as YAML has to write it. */
export const Numero = z.string().regex(/^[1-9]\d{0,3}$/, 'numéro de compte entre guillemets, 1 à 4 chiffres');

/** Text that is not empty. */
export const Texte = z.string().trim().min(1);

/** YAML reads an account number among the words as a number. */
export const Mot = z.union([Texte, z.number().transform(String)]);

/** Where a fact can be read: the guide, the uniform act, the chart. */
export const Reference = z.discriminatedUnion('source', [
  z
    .strictObject({
      source: z.literal('guide'),
      partie: z.int().min(1).max(4),
      chapitre: z.int().min(1),
      section: Texte.optional(),
    })
    .refine(({ partie, chapitre }) => titreDuChapitre(partie, chapitre) !== undefined, 'chapitre absent du guide'),
  z.strictObject({ source: z.literal('audcif'), article: z.enum(ARTICLES_CONFIRMES, 'article AUDCIF non confirmé') }),
  z.strictObject({ source: z.literal('plan'), comptes: z.array(Numero).min(1) }),
]);

export type Reference = z.infer<typeof Reference>;

/** Where what a sheet says can be read; every sheet has at least one place. */
export const References = z.array(Reference).min(1, 'au moins une référence');

/** A reference as the user reads it, for example "Guide SYSCOHADA, partie 1, chap. 4". */
export function afficherReference(reference: Reference): string {
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

/** The accounts that references cite. */
export function comptesCites(references: Reference[]): string[] {
  return references.flatMap((reference) => (reference.source === 'plan' ? reference.comptes : []));
}
