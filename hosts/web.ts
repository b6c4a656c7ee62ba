import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { MonitoredEngine } from '../core/monitoring/monitored-engine.ts';
import { newToken } from './web/access.ts';
import { EventHub } from './web/event-hub.ts';
import type { RequestRates } from './web/limits.ts';
import { QuestionLog } from './web/question-log.ts';
import { createServer } from './web/server.ts';

const SWEEP_MS = 20;

/** The application as a web page and HTTP API on this machine only. */
export interface WebShell {
  /** "http://127.0.0.1:N". */
  readonly origin: string;
  /** Secret of this run; whoever holds it may ask questions. */
  readonly token: string;
  /**
   * Takes no more questions, closes the engine, which gives those that a worker has their time, then ends the event streams and the
   * server: `lastRepliesMs` after the engine at the latest.
   */
  close(): Promise<void>;
}

export interface WebShellOptions {
  /** Folder of the built page. */
  rendererDir: string;
  /** 0 takes any free one. */
  port: number;
  /** Largest body read, in bytes. */
  bodyLimit: number;
  /** Time for a whole request to arrive, in milliseconds. */
  requestTimeoutMs: number;
  /** Connections open at once. */
  maxConnections: number;
  /** Requests of any kind that are let through. */
  requestRates: RequestRates;
  /** Replies still being written when the shell closes get this long, in milliseconds. */
  lastRepliesMs: number;
}

/** The port cannot be had; the message is for the user. */
export class PortUnavailable extends Error {}

/**
 * Serves the built page and the engine on 127.0.0.1. The shell owns the engine from now on: also
 * when it cannot start, the engine is closed. Throws PortUnavailable.
 */
export async function startWebShell(
  engine: MonitoredEngine,
  { rendererDir, port, lastRepliesMs, ...limits }: WebShellOptions,
): Promise<WebShell> {
  const log = new QuestionLog();
  const events = new EventHub();
  const token = newToken();
  const live = { port, closing: false };
  const app = createServer({
    engine,
    log,
    events,
    token,
    rendererDir,
    ...limits,
    port: () => live.port,
    isClosing: () => live.closing,
  });
  engine.onQuestionState((state) => {
    log.note(state);
    events.publish(state);
  });
  const close = async (): Promise<void> => {
    live.closing = true;
    // Settles what is open; its last events go out before the streams end.
    await engine.close();
    events.close();
    await closeServer(app, lastRepliesMs);
  };
  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    await close();
    throw portUnavailable(error as NodeJS.ErrnoException, port);
  }
  live.port = (app.server.address() as AddressInfo).port;
  return { origin: `http://127.0.0.1:${live.port}`, token, close };
}

/** Lets the last replies go out, for `lastRepliesMs` at most. */
async function closeServer(app: FastifyInstance, lastRepliesMs: number): Promise<void> {
  const closed = app.close();
  // A connection falls idle once its last reply is out; Node closes only those that were idle from the start.
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => app.server.closeAllConnections(), lastRepliesMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

function portUnavailable(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new PortUnavailable(
      `Le port ${port} est déjà pris par un autre programme. Choisissez-en un autre avec --port, ou aucun.`,
    );
  if (error.code === 'EACCES')
    return new PortUnavailable(`Le port ${port} est réservé au système. Choisissez-en un au-dessus de 1023 avec --port.`);
  return error;
}
