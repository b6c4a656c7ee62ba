import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QuestionSource } from '../../core/domain/question.ts';
import { systemClock } from '../../core/engine/system-clock.ts';
import { RateLimiter, type Rate } from '../../core/engine/token-bucket.ts';
import { refuse, type RefusalKind } from './refusals.ts';

/** Rates of HTTP requests of any kind. */
export interface RequestRates {
  client: Rate;
  all: Rate;
}

/** By which programs that share this server may tell apart whose limit they use up; nobody has to send it. */
const CLIENT_HEADER = 'x-ohada-client';
const CLIENT_LENGTH = 64;

/** Said when nothing was measured yet, and at most, in seconds. */
const UNKNOWN_S = 5;
const LONGEST_S = 600;

/** A browser marks what our own page sends; a program that marks itself so only takes turns with the page. */
export function sourceOf({ headers }: FastifyRequest): QuestionSource {
  return headers['sec-fetch-site'] === 'same-origin' ? 'window' : 'api';
}

/** Whose limit of rate a request counts towards: its address, and the name it gives itself. */
export function clientOf(request: FastifyRequest): string {
  const name = request.headers[CLIENT_HEADER];
  const named = typeof name === 'string' ? name.slice(0, CLIENT_LENGTH) : '';
  return `${sourceOf(request)} ${request.ip} ${named}`;
}

/** Refuses with 429; `retryAfterMs` is rounded up to the seconds that the header speaks of, 1 at least. */
export function refuseForNow(
  reply: FastifyReply,
  kind: Extract<RefusalKind, 'queue_full' | 'rate_limited'>,
  retryAfterMs: number | null,
): FastifyReply {
  const seconds = retryAfterMs === null ? UNKNOWN_S : Math.min(LONGEST_S, Math.max(1, Math.ceil(retryAfterMs / 1_000)));
  return refuse(reply.header('Retry-After', String(seconds)), 429, kind);
}

/** A hook that lets through so many requests of each client and of all together. */
export function requestLimit({ client, all }: RequestRates) {
  const limiter = new RateLimiter(client, all, systemClock);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const wait = limiter.take(clientOf(request), 1);
    return wait > 0 ? refuseForNow(reply, 'rate_limited', wait) : undefined;
  };
}
