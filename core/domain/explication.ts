/** How one question was answered, for whoever wants to check it. Computed only when asked for. */
export interface Explication {
  compris: QuestionComprise;
  /** Best first, at most ten; also where the answer was looked up and not ranked. */
  candidats: CandidatExplique[];
  decision: DecisionExpliquee;
}

/** A name of the program, and what it means in French words. */
export interface Nomme {
  nom: string;
  libelle: string;
}

/** What was understood of the question before anything was searched. */
export interface QuestionComprise {
  /** As it was read, in French. */
  question: string;
  /** What was read otherwise than it was typed: spelling, abbreviations, English. */
  lectures: { lu: string; compris: string; par: Nomme }[];
  intention: Nomme;
  /** The words that were looked for. */
  sujet: string[];
  comptes: string[];
  articles: string[];
  /** Whole francs. */
  montants: { montant: number; nature: string }[];
  /** Per cent. */
  taux: { taux: number; tva: boolean }[];
}

/** One document that might have answered. */
export interface CandidatExplique {
  /** The document's key, as in `citations[].id`. */
  id: string;
  /** Sheet of an account, of an operation, rule… */
  genre: Nomme;
  title: string;
  /** BM25 over words, null when no word was found in it. Comparable within one question only. */
  lexical: number | null;
  /** Cosine similarity of its nearest passage, null when it is not among the nearest. */
  semantic: number | null;
  /** Reciprocal rank of both searches together, 0 to 1. */
  fused: number;
  /** Sum of all contributions (logarithm of odds, up to a constant). */
  score: number;
  /** What counted most in the score, largest first. */
  apports: Apport[];
}

/** One term of a score: `apport` = `valeur` × `poids`; `nom` as in workers/answering/ranking.json. */
export interface Apport extends Nomme {
  valeur: number;
  poids: number;
  apport: number;
}

/**
 * What decided: the ranking, something the question names by number (an account, an article, a note, a line), two things compared,
 * another framework, or a confidence below the threshold.
 */
export type RegleDecision =
  | 'classement'
  | 'compte_nomme'
  | 'compte_absent'
  | 'lieu_nomme'
  | 'lieu_absent'
  | 'comparaison'
  | 'autre_referentiel'
  | 'chiffre_national'
  | 'sous_le_seuil';

export interface DecisionExpliquee {
  regle: RegleDecision;
  /** Key of the document that the answer says; null where nothing was answered. */
  retenu: string | null;
  /** 0 to 1. */
  confiance: number;
  /** Below this the ranking's winner is not shown as an answer. */
  seuil: number;
  /** One or two French sentences. */
  pourquoi: string;
}
