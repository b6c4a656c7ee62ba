import type { Socket } from 'node:net';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { PAGE_HEADERS } from '../../core/page-policy.ts';
import { isOwnAddress } from './access.ts';
import { addApi, type ApiParts } from './api.ts';
import { refusalBody, refuse, refuseError } from './refusals.ts';

/** An identifier of 200 characters, percent-encoded. */
const MAX_PARAM_LENGTH = 200 * 12;

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
  /** The port that is listened on; asked for at each request. */
  port(): number;
  isClosing(): boolean;
}

/** The web shell's server, not yet listening: the page under /, the local API under /api. */
export function createServer(parts: ServerParts): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: parts.bodyLimit,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => void refuseError(error, request, reply.headers(HEADERS)),
    clientErrorHandler: refuseMalformed,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (!isOwnAddress(parts.port(), request.headers.host, request.headers.origin)) return refuse(reply, 403, 'origin_refused');
    if (parts.isClosing()) return refuse(reply.header('Connection', 'close'), 503, 'closing');
  });
  app.setErrorHandler(refuseError);
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'not_found'));
  app.register(async (api) => addApi(api, parts), { prefix: '/api' });
  app.register(fastifyStatic, { root: parts.rendererDir, cacheControl: false, dotfiles: 'ignore', decorateReply: false });
  return app;
}

/** A request that HTTP itself cannot read never reaches the hooks. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, kind] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? (['431 Request Header Fields Too Large', 'headers_too_large'] as const)
      : (['400 Bad Request', 'request_malformed'] as const);
  const body = JSON.stringify(refusalBody(kind));
  const head = [
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
}
