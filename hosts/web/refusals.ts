import type { FastifyReply, FastifyRequest } from 'fastify';
import { FAILURE_SENTENCES_FR } from '../../core/messages.fr.ts';

const SENTENCES = {
  token_required: 'Le jeton d’accès manque ou n’est pas le bon. Rouvrez l’adresse affichée au démarrage.',
  origin_refused: 'Cette adresse n’est pas celle de l’application : les demandes d’un autre site sont refusées.',
  not_found: 'Cette adresse n’existe pas.',
  question_unknown: 'Aucune question ne porte cet identifiant, ou elle est trop ancienne.',
  question_settled: 'La question a déjà sa réponse : il n’y a plus rien à annuler.',
  body_invalid: 'Le corps de la demande ne convient pas.',
  body_too_large: 'La demande est trop volumineuse. Envoyez les questions en plusieurs fois.',
  media_type: 'Le corps de la demande doit être du JSON (Content-Type: application/json).',
  request_late: 'La demande n’est pas arrivée en entier dans le temps prévu.',
  request_malformed: 'La demande est mal formée.',
  headers_too_large: 'Les en-têtes de la demande sont trop volumineux.',
  queue_full: 'Trop de questions attendent déjà : aucune de celles-ci n’a été prise. Renvoyez-les plus tard (Retry-After).',
  rate_limited: 'Trop de demandes en peu de temps. Recommencez plus tard (Retry-After).',
  duplicate_id: FAILURE_SENTENCES_FR.duplicate_id,
  closing: FAILURE_SENTENCES_FR.closing,
  internal: FAILURE_SENTENCES_FR.internal,
} as const;

export type RefusalKind = keyof typeof SENTENCES;

/** Body of every refused request. `detail` is added to the sentence. */
export function refusalBody(kind: RefusalKind, detail?: string): { failure: { kind: RefusalKind; message: string } } {
  return { failure: { kind, message: detail === undefined ? SENTENCES[kind] : `${SENTENCES[kind]} (${detail})` } };
}

/** Answers a request with a refusal. */
export function refuse(reply: FastifyReply, status: number, kind: RefusalKind, detail?: string): FastifyReply {
  return reply.code(status).send(refusalBody(kind, detail));
}

/** What the framework or a handler threw, as a refusal. Anything unforeseen is a bug: 500, and the cause in the log. */
export function refuseError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  if (statusCode === 413) return refuse(reply, 413, 'body_too_large');
  if (statusCode === 415) return refuse(reply, 415, 'media_type');
  if (code?.startsWith('FST_ERR_CTP_') || code === 'FST_ERR_VALIDATION' || error instanceof SyntaxError)
    return refuse(reply, 400, 'body_invalid', 'JSON illisible');
  if (statusCode === 403 || statusCode === 404) return refuse(reply, 404, 'not_found');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return refuse(reply, statusCode, 'request_malformed', message);
  console.error(`serve: ${request.method} ${request.routeOptions.url ?? ''}:`, error);
  return refuse(reply, 500, 'internal');
}
