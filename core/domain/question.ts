import type { Settlement } from './settlement.ts';

/** Longest question accepted, in UTF-16 units. */
export const MAX_QUESTION_LENGTH = 2000;

/** Where questions come from: the application's own page, programs that use the local API, batch files. */
export const QUESTION_SOURCES = ['window', 'api', 'batch'] as const;

export type QuestionSource = (typeof QUESTION_SOURCES)[number];

/** A question as a host submits it; `id` is chosen by the asker and unique among open questions. */
export interface QuestionInput {
  id: string;
  question: string;
  /** Also tell how the answer came about; it then comes from a worker, never from the cache. */
  explain?: true | undefined;
  /**
   * `bulk`: one of many that nobody waits for. It runs when no other question waits, for as long as that takes, and its answer
   * neither comes from the cache nor pushes others out of it.
   */
  priority?: 'bulk' | undefined;
  /** Set by the host, never by the asker; without it, the window. Sources take turns in the queue. */
  source?: QuestionSource | undefined;
}

/** Where a question stands. */
export type QuestionState = { id: string; question: string } & QuestionStage & {
    /** The window's, left over from an earlier run and asked again: no page of this run has submitted it. */
    recovered?: true;
  };

/** `position` counts from 1; `wait_ms` is how long it will presumably wait, null before enough was measured to say so. */
type QuestionStage =
  | { state: 'queued'; position: number; wait_ms: number | null }
  | { state: 'running'; worker: number }
  | { state: 'settled'; settlement: Settlement };

/**
 * One form for questions that differ only in case, spacing, Unicode composition or apostrophe: the cache key and the test
 * for "already being asked". Accents and numbers stay: they change the meaning.
 */
export function normaliseQuestion(question: string): string {
  return question
    .normalize('NFC')
    .replaceAll('’', "'")
    .replaceAll(/[\p{Z}\p{Cc}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
