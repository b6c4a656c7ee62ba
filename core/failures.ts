/** Expected failures. Kinds cross process borders, sentences do not. */
export const FAILURE_KINDS = [
  'question_empty',
  'question_too_long',
  'question_unreadable',
  'duplicate_id',
  'queue_full',
  'rate_limited',
  'line_unreadable',
  'index_missing',
  'index_mismatch',
  'index_corrupt',
  'model_missing',
  'model_corrupt',
  'runtime_unavailable',
  'vectors_unavailable',
  'node_too_old',
  'worker_lost',
  'given_up',
  'workers_unavailable',
  'library_busy',
  'library_unwritable',
  'library_full',
  'library_newer',
  'library_lost',
  'closing',
  'internal',
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

/** An expected failure as a value; `detail` names the file or number concerned and is never a sentence. */
export interface Failure {
  kind: FailureKind;
  detail?: string;
}

/** Outcome of a call that may fail in an expected way. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (kind: FailureKind, detail?: string): Result<never> => ({
  ok: false,
  failure: detail === undefined ? { kind } : { kind, detail },
});

/** Carries an expected failure through code that cannot return a Result. Only `kind` and `detail` matter. */
export class ExpectedFailure extends Error {
  readonly failure: Failure;
  constructor(kind: FailureKind, detail?: string) {
    super(detail === undefined ? kind : `${kind}: ${detail}`);
    this.failure = detail === undefined ? { kind } : { kind, detail };
  }
}
