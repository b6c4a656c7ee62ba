import type { AddressInfo } from 'node:net';
import type { Engine } from '../core/engine/engine.ts';
import { newToken } from './web/access.ts';
import { EventHub } from './web/event-hub.ts';
import { QuestionLog } from './web/question-log.ts';
import { createServer } from './web/server.ts';

/** Replies still being written when the shell closes get this long. */
const LAST_REPLIES_MS = 2_000;
const SWEEP_MS = 20;

/** The application as a web page and HTTP API on this machine only. */
export interface WebShell {
  /** "http://127.0.0.1:N". */
  readonly origin: string;
  /** Secret of this run; whoever holds it may ask questions. */
  readonly token: string;
  /** Stops accepting, settles every open question, ends the engine and the server; never takes longer than a few seconds. */
  close(): Promise<void>;
}

/** The port cannot be had; the message is for the user. */
export class PortUnavailable extends Error {}

/**
 * Serves the built page and the engine on 127.0.0.1. `port` 0 takes any free one. The shell owns the engine from now on: also
 * when it cannot start, the engine is closed. Throws PortUnavailable.
 */
export async function startWebShell(
  engine: Engine,
  { rendererDir, port }: { rendererDir: string; port: number },
): Promise<WebShell> {
  const log = new QuestionLog();
  const events = new EventHub();
  const token = newToken();
  const live = { port, closing: false };
  const app = createServer({ engine, log, events, token, rendererDir, port: () => live.port, isClosing: () => live.closing });
  engine.onQuestionState((state) => {
    log.note(state);
    events.publish(state);
  });
  const close = async (): Promise<void> => {
    live.closing = true;
    const closed = app.close();
    // Settles what is open; its last events go out before the streams end.
    await engine.close();
    events.close();
    // A connection falls idle once its last reply is out; Node closes only those that were idle from the start.
    const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
    const cut = setTimeout(() => app.server.closeAllConnections(), LAST_REPLIES_MS);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
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

function portUnavailable(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new PortUnavailable(
      `Le port ${port} est déjà pris par un autre programme. Choisissez-en un autre avec --port, ou aucun.`,
    );
  if (error.code === 'EACCES')
    return new PortUnavailable(`Le port ${port} est réservé au système. Choisissez-en un au-dessus de 1023 avec --port.`);
  return error;
}
