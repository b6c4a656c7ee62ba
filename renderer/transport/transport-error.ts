/** Why a call did not reach the engine; the sentences are in the catalogue under `failures`. */
export type SendFailure = 'unreachable' | 'token_rejected' | 'rate_limited' | 'queue_full' | 'too_large' | 'rejected';

/** A call that the local API refused or that never arrived. */
export class TransportError extends Error {
  readonly kind: SendFailure;
  constructor(kind: SendFailure) {
    super(kind);
    this.kind = kind;
  }
}

const BY_STATUS: Readonly<Record<number, SendFailure>> = {
  401: 'token_rejected',
  403: 'token_rejected',
  413: 'too_large',
  429: 'rate_limited',
  503: 'unreachable',
};

/** The failure that a refused reply stands for. */
export async function failureOfReply(reply: Response): Promise<SendFailure> {
  const isFull = reply.status === 429 && (await reply.text().catch(() => '')).includes('"queue_full"');
  return isFull ? 'queue_full' : failureOfStatus(reply.status);
}

/** The failure that an HTTP status other than 2xx stands for. */
export function failureOfStatus(status: number): SendFailure {
  return BY_STATUS[status] ?? (status >= 500 ? 'unreachable' : 'rejected');
}

/** The failure behind whatever a call threw; errors from the preload script carry no kind. */
export function sendFailureOf(error: unknown): SendFailure {
  return error instanceof TransportError ? error.kind : 'unreachable';
}
