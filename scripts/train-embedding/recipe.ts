/**
 * Every number of the recipe in one place. Changing one of them changes the model: raise `MODEL_VERSION` with it.
 * The values come from measurements on a French retrieval set of another field (see README.md beside this file).
 */
export const MODEL_ID = 'ohada-statique';
export const MODEL_VERSION = '1';

/** fastText skip-gram with subwords (Bojanowski et al., 2017). */
export const FASTTEXT = {
  dimension: 200,
  window: 6,
  shortestNgram: 3,
  longestNgram: 6,
  epochs: 2,
  rarestWord: 3,
  buckets: 400_000,
  negatives: 5,
  learningRate: 0.05,
  sampling: 1e-3,
} as const;

/** Smooth inverse frequency, a/(a + p(word)) (Arora, Liang and Ma, 2017). */
export const SIF_A = 1e-3;

/** How often the lines of a source are repeated (or, below 1, the share of its lines that is kept). */
export const REPEATS: Readonly<Record<string, number>> = {
  anc_pcg: 8,
  mon_entreprise: 8,
  eltec_fra: 0.12,
  corpus: 20,
};

export const VOCABULARY = {
  /** Words that get a row of their own. */
  words: 25_000,
  /** Word pieces (`##xxx` and word beginnings) for all other words. */
  pieces: 5_000,
  longestPiece: 8,
} as const;

/** Fitting the pieces' vectors so that a rare or misspelt word comes close to its fastText vector. */
export const PIECES = { rounds: 12, rate: 0.5, decay: 0.8, misspeltWords: 15_000, misspellings: 2 } as const;

/** Contrastive tuning with in-batch negatives, both directions (InfoNCE; van den Oord et al., 2018). */
export const TUNING = {
  batch: 1024,
  temperature: 0.06,
  learningRate: 0.004,
  /** Pull of every touched row towards its starting value, per step, as a share of the distance. */
  pull: 0,
  epochs: 4,
  checksPerEpoch: 2,
  patience: 2,
  heldOut: 1024,
  /** Words of a pair's document that count. */
  documentWords: 60,
  /** How often our own sheets' pairs are repeated among all others. */
  ownRepeats: 6,
} as const;

export const SEED = 20260;
export const MAX_LENGTH = 256;
