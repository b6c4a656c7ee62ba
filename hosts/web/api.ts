import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EngineApi, PageApi } from '../../core/contract.ts';
import { carriesToken } from './access.ts';
import { clientOf, refuseForNow, requestLimit, sourceOf, type RequestRates } from './limits.ts';
import type { EventHub } from './event-hub.ts';
import type { QuestionLog } from './question-log.ts';
import { readResize, readSubmission, repeatedId } from './read-submission.ts';
import { refuse } from './refusals.ts';

export type ApiEngine = PageApi & Pick<EngineApi, 'offer'>;

export interface ApiParts {
  engine: ApiEngine;
  log: QuestionLog;
  events: EventHub;
  token: string;
  requestRates: RequestRates;
}

interface OneQuestion {
  Params: { id: string };
}

/** The local HTTP API; to be registered under /api. Nothing under it answers without the token, unknown paths included. */
export function addApi(app: FastifyInstance, { engine, log, events, token, requestRates }: ApiParts): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    if (!carriesToken(request.headers.authorization, token)) {
      reply.header('WWW-Authenticate', 'Bearer');
      return refuse(reply, 401, 'token_required');
    }
  });
  // After the token: who has none uses up nobody's limit.
  app.addHook('onRequest', requestLimit(requestRates));
  // Routes, not a "not found" handler: the page's catch-all would answer for unknown addresses before it.
  for (const path of ['/', '/*']) app.all(path, (_request, reply) => refuse(reply, 404, 'not_found'));

  app.post('/questions', (request, reply) => submit(request, reply, engine, log));
  app.get<OneQuestion>('/questions/:id', (request, reply) => sendQuestion(reply, log.json(request.params.id)));
  app.delete<OneQuestion>('/questions/:id', async ({ params: { id } }, reply) => {
    if (await engine.cancel(id)) return sendQuestion(reply, log.json(id));
    return log.json(id) === undefined ? refuse(reply, 404, 'question_unknown') : refuse(reply, 409, 'question_settled');
  });
  app.get('/status', () => engine.status());
  app.put('/workers', async (request, reply) => {
    const read = readResize(request.body);
    if (!read.ok) return refuse(reply, 400, 'body_invalid', read.reason);
    await engine.resize(read.workers);
    return engine.status();
  });
  app.get('/recovered', () => engine.recovered());
  app.get('/monitoring', () => engine.monitoring());
  app.get('/events', (_request, reply) => reply.type('text/event-stream; charset=utf-8').send(events.subscribe()));
}

async function submit(request: FastifyRequest, reply: FastifyReply, engine: ApiEngine, log: QuestionLog): Promise<unknown> {
  const read = readSubmission(request.body);
  if (!read.ok) return refuse(reply, 400, 'body_invalid', read.reason);
  const repeated = repeatedId(read.questions);
  if (repeated !== undefined) return refuse(reply, 400, 'duplicate_id', repeated);
  // The engine would settle the newcomer under the identifier that somebody already waits for.
  const taken = read.questions.find(({ id }) => log.isOpen(id));
  if (taken) return refuse(reply, 409, 'duplicate_id', taken.id);
  const source = sourceOf(request);
  const offer = await engine.offer(
    read.questions.map((question) => ({ ...question, source })),
    clientOf(request),
  );
  if (!offer.ok)
    return refuseForNow(reply, offer.failure.kind === 'queue_full' ? 'queue_full' : 'rate_limited', offer.retryAfterMs);
  return reply.code(202).send({ ids: offer.ids });
}

function sendQuestion(reply: FastifyReply, json: string | undefined): FastifyReply {
  if (json === undefined) return refuse(reply, 404, 'question_unknown');
  return reply.type('application/json; charset=utf-8').send(json);
}
