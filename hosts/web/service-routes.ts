import type { FastifyInstance } from 'fastify';
import { carriesToken } from './access.ts';
import type { ApiParts } from './api.ts';
import { requestLimit } from './limits.ts';
import { createMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { refuse } from './refusals.ts';

type ServiceParts = Pick<ApiParts, 'engine' | 'token' | 'requestRates'>;

/** GET /metrics and /openapi.json: with the token, as everything under /api. */
export function addServiceRoutes(app: FastifyInstance, { engine, token, requestRates }: ServiceParts): void {
  const metrics = createMetrics(engine);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    if (!carriesToken(request.headers.authorization, token)) {
      return refuse(reply.header('WWW-Authenticate', 'Bearer'), 401, 'token_required');
    }
  });
  app.addHook('onRequest', requestLimit(requestRates));
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  app.get('/openapi.json', () => openApiDocument());
}

/** GET /health: one word for a supervisor that has no token; nothing else is told. */
export function addHealthRoute(app: FastifyInstance, { engine }: Pick<ServiceParts, 'engine'>): void {
  app.get('/health', async (_request, reply) => {
    const { failure, versions } = await engine.status();
    const status = failure ? 'unavailable' : versions.index === null ? 'starting' : 'ok';
    return reply
      .code(status === 'ok' ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send({ status });
  });
}
