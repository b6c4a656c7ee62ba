import { z } from 'zod';
import { fold } from '../analysis/analyser.ts';
import { Mot, Numero, References, Texte } from './reference.ts';

const mots = z.array(Mot).default([]);

/** One term of the glossary, as resources/corpus/LISEZMOI.md describes it. */
export const Terme = z.strictObject({
  terme: Texte,
  definition: Texte,
  synonymes: mots,
  abreviations: mots,
  anciens: mots,
  fautes: mots,
  anglais: mots,
  comptes: z.array(Numero).default([]),
  voir: z.array(z.string()).default([]),
  reference: References,
  verifie: z.int().min(1),
});

export type Terme = z.infer<typeof Terme>;

/** "terme-" and the term without accents or punctuation: unique in the glossary, and a link's target. */
export function cleDeTerme(terme: string): string {
  return `terme-${fold(terme)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`;
}

/** Every name a term goes by, itself first. */
export function nomsDe({ terme, synonymes, abreviations, anciens, fautes, anglais }: Terme): string[] {
  return [terme, ...synonymes, ...abreviations, ...anciens, ...fautes, ...anglais];
}
