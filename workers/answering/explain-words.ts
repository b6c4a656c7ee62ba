import type { DocumentKind } from '../indexing/documents.ts';
import type { Lecture } from '../lexicon/reading.ts';
import type { Features } from './features.ts';
import type { Intent } from './intent.ts';

/** The features in words; each completes "surtout par : …". */
export const FEATURE_WORDS: Record<keyof Features, string> = {
  fused: 'rang dans les deux recherches',
  lexical: 'score de la recherche par mots',
  similarity: 'proximité de sens',
  gathered: 'plusieurs passages proches de sens',
  nearness: 'proximité de sens face au plus proche',
  coverage: 'mots du sujet dans ses intitulés',
  presence: 'mots du sujet dans toute la fiche',
  name: 'accord avec un de ses intitulés',
  title: 'accord avec son titre',
  contained: 'intitulé entier repris dans la question',
  order: 'mots dans le même ordre',
  numbered: 'compte nommé dans la question',
  support: 'compte employé par les fiches trouvées',
  precise: 'compte sans subdivision',
  figured: 'montants qui vont à son écriture',
  spare: 'montants sans place dans son écriture',
  agreed: 'même sens que la question (achat, vente…)',
  about: 'comptes dont parle la question',
  unknown: 'mots inconnus de la base',
};

/** What a question wants, in words. */
export const INTENT_WORDS: Record<Intent, string> = {
  compte: 'quel compte utiliser',
  fiche_compte: 'à quoi sert un compte',
  ecriture: 'comment comptabiliser',
  regle: 'quelle est la règle',
  etat: 'où dans les états financiers',
  definition: 'définition d’un terme',
  libre: 'demande libre',
};

/** Kinds of documents, in words. */
export const KIND_WORDS: Record<DocumentKind, string> = {
  compte: 'compte',
  operation: 'opération',
  regle: 'règle',
  etat: 'état financier',
  limite: 'hors périmètre',
  terme: 'terme',
  texte: 'texte',
};

/** Why something was read otherwise than it was typed, in words. */
export const READING_WORDS: Record<Lecture['par'], string> = {
  orthographe: 'orthographe',
  abreviation: 'abréviation',
  anglais: 'anglais',
};
