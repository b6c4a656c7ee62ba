import { z } from 'zod';
import { fold } from '../analysis/analyser.ts';
import type { Terme } from './terme.ts';

/** French and English words and turns of phrase beside the glossary, as resources/corpus/LISEZMOI.md describes them. */
export interface Lexique {
  /** Words of everyday French, with their accents: they exist, so they are no misspellings. */
  motsCourants: string[];
  /** What is written short or joined, and what it stands for. */
  raccourcis: ReadonlyMap<string, string>;
  /** Everyday English and its French; an empty French text leaves the English out. */
  anglais: ReadonlyMap<string, string>;
}

/** All that the lexicon of an index is made of, besides the documents. */
export interface SourceLexique extends Lexique {
  termes: Terme[];
}

export const AUCUN_LEXIQUE: SourceLexique = { motsCourants: [], raccourcis: new Map(), anglais: new Map(), termes: [] };

export const Correspondances = z.record(z.string().trim().min(1), z.string());

/** Words of a plain list, one a line. Returns a sentence when a line is not one word in small letters. */
export function lireMots(source: string): string[] | string {
  const mots = source.split(/\r?\n/).filter((line) => line !== '');
  const at = mots.findIndex((mot) => !/^[a-z]+$/.test(fold(mot)) || mot !== mot.toLowerCase());
  return at < 0 ? mots : `ligne ${at + 1} : « ${mots[at]} » n'est pas un mot en minuscules`;
}
