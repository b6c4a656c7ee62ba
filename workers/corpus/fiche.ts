import { z } from 'zod';
import { Mot, Numero, References, Texte } from './reference.ts';

/** What all sheets have. */
const Commun = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'minuscules sans accent, chiffres et tirets'),
  reference: References,
  verifie: z.int().min(1),
  mots_cles: z.array(Mot).min(3).max(12),
  questions: z.array(Texte).min(3).max(8),
  voir: z.array(z.string()).default([]),
});

const Titree = Commun.extend({ titre: Texte, famille: Texte, comptes: z.array(Numero).default([]) });

const Operation = Titree.extend({
  type: z.literal('operation'),
  parametres: z
    .array(
      z.strictObject({
        nom: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
        libelle: Texte,
        exemple: z.number(),
        defaut: z.number().optional(),
      }),
    )
    .min(1),
  objet: z.strictObject({ defaut: Numero, parmi: z.array(Numero).min(1) }).optional(),
  calculs: z.record(z.string(), z.coerce.string()).default({}),
  ecritures: z
    .array(
      z.strictObject({
        moment: Texte,
        lignes: z
          .array(z.strictObject({ compte: Numero, sens: z.enum(['debit', 'credit']), montant: z.coerce.string() }))
          .min(2, 'une écriture a au moins deux lignes'),
      }),
    )
    .min(1),
});

const SansEcriture = Titree.extend({ type: z.enum(['regle', 'etat', 'limite']) });

/** When an account is debited or credited, and the accounts on the other side. */
const Mouvement = z.strictObject({ cas: Texte, contreparties: z.array(Numero).default([]) });

const Compte = Commun.extend({
  id: z.string().regex(/^compte-[1-9]\d{0,3}$/, '« compte- » et le numéro'),
  type: z.literal('compte'),
  solde: z.enum(['debiteur', 'crediteur', 'variable', 'nul']).optional(),
  debit: z.array(Mouvement).default([]),
  credit: z.array(Mouvement).default([]),
  exclusions: z.array(z.strictObject({ cas: Texte, compte: Numero })).default([]),
  controles: z.array(Texte).default([]),
});

/** The YAML head of a sheet, as resources/corpus/LISEZMOI.md describes it. */
export const EnTeteFiche = z.discriminatedUnion('type', [Operation, SansEcriture, Compte]);

/** A sheet: its head and its text (plain Markdown). */
export type Fiche = z.infer<typeof EnTeteFiche> & { corps: string };

export type FicheOperation = Extract<Fiche, { type: 'operation' }>;
export type FicheCompte = Extract<Fiche, { type: 'compte' }>;

/** A sheet that is not about one account. */
export type FicheTitree = Exclude<Fiche, { type: 'compte' }>;

/** Everyday words of one account (comptes/usages.yaml). */
export const UsageCompte = z.strictObject({
  mots: z.array(Mot).min(1),
  note: Texte.optional(),
  pas: z.array(z.strictObject({ compte: Numero, si: Texte })).default([]),
});

export type UsageCompte = z.infer<typeof UsageCompte>;

/** A file of formulations/: key of a document (« compte-6055 », id of a sheet) and what people say when they mean it. */
export const Formulations = z.record(z.string(), z.array(Texte).min(1));

export type Formulations = z.infer<typeof Formulations>;

/** The account a sheet of an account is about. */
export const numeroDe = (fiche: FicheCompte): string => fiche.id.slice('compte-'.length);

/** All accounts a sheet speaks of: its own or those of its entries first. */
export function comptesDe(fiche: Fiche): string[] {
  return [...new Set(comptesNommes(fiche))];
}

function comptesNommes(fiche: Fiche): string[] {
  if (fiche.type === 'compte') {
    const contreparties = [...fiche.debit, ...fiche.credit].flatMap((mouvement) => mouvement.contreparties);
    return [numeroDe(fiche), ...contreparties, ...fiche.exclusions.map((exclusion) => exclusion.compte)];
  }
  if (fiche.type !== 'operation') return fiche.comptes;
  return [...fiche.ecritures.flatMap((ecriture) => ecriture.lignes.map((ligne) => ligne.compte)), ...fiche.comptes];
}
