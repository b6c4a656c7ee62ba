/**
 * Every number of the recipe in one place. Changing one of them changes the model: raise `MODEL_VERSION` with it.
 * The values come from measurements on a French retrieval set of another field, never trained on.
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
  words: 26_000,
  /** Word pieces (`##xxx` and word beginnings) for all other words. */
  pieces: 9_000,
  longestPiece: 8,
} as const;

/** Fitting the pieces' vectors so that a rare or misspelt word comes close to its vector. */
export const PIECES = { rounds: 12, rate: 0.5, decay: 0.8 } as const;

/** How many of the most frequent words are misspelt, how often each; and the same for words of our knowledge base. */
export const MISSPELLINGS = { frequentWords: 12_000, each: 2, ownEach: 5 } as const;

/** Pairs made from plain paragraphs: a run of words, and the paragraph it was taken from (Lee, Chang, Toutanova, 2019). */
export const SPANS = {
  pairs: 80_000,
  shortestParagraph: 30,
  /** Content words of the paragraph that are kept. */
  window: 80,
  shortest: 3,
  longest: 10,
  /** How often the run of words is taken out of its paragraph. */
  removed: 0.7,
} as const;

/** Contrastive tuning with in-batch negatives, both directions (InfoNCE; van den Oord et al., 2018). */
export const TUNING = {
  /** Pairs per batch and pairs kept apart: multiples of 4. */
  batch: 1024,
  heldOut: 1024,
  temperature: 0.06,
  learningRate: 0.012,
  epochs: 3,
  checksPerEpoch: 2,
  /** Checks without progress after which tuning stops. */
  patience: 2,
  /** Words of a pair's document that count. */
  documentWords: 60,
  /** How often our own sheets' pairs are repeated among all others. */
  ownRepeats: 2,
} as const;

export const SEED = 20260;
export const MAX_LENGTH = 256;
