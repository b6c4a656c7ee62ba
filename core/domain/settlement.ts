import type { Explication } from './explication.ts';

/** Sense of a line in a journal entry. */
export type Sens = 'debit' | 'credit';

/** One line of an `Ecriture`. `montant` is in whole francs, null when the question gives no amount. */
export interface LigneEcriture {
  compte: string;
  intitule: string;
  sens: Sens;
  montant: number | null;
  /** The step in time the line belongs to; lines of one step balance among themselves. */
  moment: string;
}

/** Half-open character range [start, end) in an excerpt. */
export type Highlight = [start: number, end: number];

/** A passage the answer rests on. The marker [n] in an answer points to `citations[n - 1]`. */
export interface Citation {
  id: string;
  title: string;
  /** The official place, for example "AUDCIF, art. 45". */
  reference: string;
  excerpt: string;
  /** Words of the excerpt that match the question. */
  highlights: Highlight[];
  comptes: string[];
  /** Ranking score, 0 to 1, comparable within one answer only. */
  score: number;
}

/** Wall time of each stage of a question, in milliseconds. */
export interface Timings {
  queued_ms: number;
  embed_ms: number;
  lexical_ms: number;
  semantic_ms: number;
  answer_ms: number;
  total_ms: number;
}

export type SettledStatus = 'answered' | 'no_answer' | 'failed' | 'cancelled' | 'timed_out';

/** What a worker found: an answer with its evidence, or an honest refusal. */
export interface Finding {
  status: 'answered' | 'no_answer';
  /** Plain French text with [1] [2] markers. */
  answer: string;
  entries: LigneEcriture[];
  citations: Citation[];
  /** 0 (nothing supports it) to 1. */
  confidence: number;
  /** Only when the question asked for it: one for each question of the text. */
  explication?: Explication[];
}

/** The outcome of a question: the JSON object of the command line and of the HTTP API. */
export interface Settlement extends Omit<Finding, 'status'> {
  id: string;
  question: string;
  status: SettledStatus;
  failure?: { kind: string; message: string };
  timings: Timings;
  /** Number of the question worker that answered, null when none did. */
  worker: number | null;
  /** True when the answer came from the cache or from an identical question in flight. */
  cached: boolean;
}

export const NO_TIMINGS: Timings = {
  queued_ms: 0,
  embed_ms: 0,
  lexical_ms: 0,
  semantic_ms: 0,
  answer_ms: 0,
  total_ms: 0,
};
