import type { Socket } from 'node:net';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { PAGE_HEADERS } from '../../core/page-policy.ts';
import { isOwnAddress, isOwnPage } from './access.ts';
import { addApi, type ApiParts } from './api.ts';
import { addHealthRoute, addServiceRoutes } from './service-routes.ts';
import { refusalBody, refuse, refuseError, type RefusalKind } from './refusals.ts';

/** An identifier of 200 characters, percent-encoded. */
const MAX_PARAM_LENGTH = 200 * 12;

/** Headers are short: whoever takes longer means no good. Looked at this often. */
const HEADERS_MS = 10_000;
const LATE_CHECK_MS = 500;

/** On every reply, page and API: nobody else may read, frame or embed it. */
const HEADERS = {
  ...PAGE_HEADERS,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export interface ServerParts extends ApiParts {
  /** Folder of the built page. */
  rendererDir: string;
  /** Largest body read, in bytes. */
  bodyLimit: number;
  /** Time for a whole request to arrive, in milliseconds; without it, slow senders could hold every connection. */
  requestTimeoutMs: number;
  /** Connections open at once. */
  maxConnections: number;
  /** The port that is listened on; asked for at each request. */
  port(): number;
  isClosing(): boolean;
}

/** The web shell's server, not yet listening: the page under /, the local API under /api. `prepare` sees it before its routes. */
export function createServer(parts: ServerParts, prepare: (app: FastifyInstance) => unknown = () => {}): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: parts.bodyLimit,
    requestTimeout: parts.requestTimeoutMs,
    http: { headersTimeout: Math.min(HEADERS_MS, parts.requestTimeoutMs), connectionsCheckingInterval: LATE_CHECK_MS },
    exposeHeadRoutes: false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => void refuseError(error, request, reply.headers(HEADERS)),
    clientErrorHandler: refuseMalformed,
  });
  prepare(app);
  app.server.maxConnections = parts.maxConnections;
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (!isOwnAddress(parts.port(), request.headers) || !isOwnPage(request.headers, request.url))
      return refuse(reply, 403, 'origin_refused');
    // Where a question stands can be read to the end.
    const isReading = request.method === 'GET' && request.url.startsWith('/api/');
    if (parts.isClosing() && !isReading) return refuse(reply.header('Connection', 'close'), 503, 'closing');
  });
  app.setErrorHandler(refuseError);
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'not_found'));
  app.register(async (api) => addApi(api, parts), { prefix: '/api' });
  app.register(async (service) => addServiceRoutes(service, parts));
  addHealthRoute(app, parts);
  app.register(fastifyStatic, { root: parts.rendererDir, cacheControl: false, dotfiles: 'ignore', decorateReply: false });
  return app;
}

const MALFORMED: Record<string, readonly [status: string, kind: RefusalKind]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'headers_too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'request_late'],
};

/** A request that HTTP itself cannot read, or not in time, never reaches the hooks. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, kind] = MALFORMED[error.code ?? ''] ?? ['400 Bad Request', 'request_malformed'];
  const body = JSON.stringify(refusalBody(kind));
  const head = [
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}
