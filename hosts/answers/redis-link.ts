import { createClient, ErrorReply } from '@redis/client';

/** Durations in milliseconds. */
export interface RedisLinkOptions {
  /** `redis://` or `rediss://`, with user and password where the server asks for them. */
  url: string;
  /** A reply that takes longer counts as none: looking on must not cost more than answering. */
  timeoutMs: number;
  /** How long the server is left alone after a failure. */
  retryMs: number;
}

export type LinkState = 'connected' | 'connecting' | 'degraded';

/** What is asked of the client; a part of its interface, so that this file alone knows the library. */
export interface RedisCommands {
  getRange(name: string, start: number, end: number): Promise<string | null>;
  set(name: string, value: string, options: { expiration: { type: 'PX'; value: number } }): Promise<unknown>;
}

/** For the connection and its first words. Nobody waits for it, so it may take longer than a reply. */
const CONNECT_MS = 5_000;

/** Commands under way at most: beyond, the server is slower than we ask, and waiting would not help. */
const MOST_COMMANDS = 200;

const newClient = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
  });

/**
 * One connection to Redis. At the first failure or late reply it is thrown away, with everything still under way on it, and a new
 * one is tried after `retryMs`. Nobody ever waits for a connection.
 */
export class RedisLink {
  readonly #options: RedisLinkOptions;
  readonly #tell: (sentence: string) => void;
  #client: ReturnType<typeof newClient> | null = null;
  #ready = false;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;
  #commands = 0;
  #failures = 0;
  /** An outage is told once, and its end once. */
  #told = false;
  /** Kinds of refusals told; each only once. */
  readonly #refusalsTold = new Set<string>();

  /** Starts connecting. `tell` gets French sentences for the operator. Throws when the address cannot be read. */
  constructor(options: RedisLinkOptions, tell: (sentence: string) => void) {
    this.#options = options;
    this.#tell = tell;
    this.#connect();
  }

  get state(): LinkState {
    if (this.#ready) return 'connected';
    return this.#client ? 'connecting' : 'degraded';
  }

  get failures(): number {
    return this.#failures;
  }

  /** The reply to a command; undefined when there is none in time. Never rejects. */
  async run<Reply>(command: (redis: RedisCommands) => Promise<Reply>): Promise<Reply | undefined> {
    const client = this.#client;
    if (!this.#ready || !client || this.#commands >= MOST_COMMANDS) return undefined;
    this.#commands++;
    try {
      const reply = await withTimeout(command(client), this.#options.timeoutMs);
      if (client === this.#client) this.#works();
      return reply;
    } catch (error) {
      if (error instanceof ErrorReply) this.#refused(error);
      else this.#fails(client, error);
      return undefined;
    } finally {
      this.#commands--;
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#drop();
  }

  #connect(): void {
    const client = newClient(this.#options.url);
    this.#client = client;
    client.on('error', (error) => this.#fails(client, error));
    // A server may accept the connection and then say nothing.
    withTimeout(client.connect(), CONNECT_MS).then(
      () => {
        if (client === this.#client) this.#ready = true;
      },
      (error: unknown) => this.#fails(client, error),
    );
  }

  /** The server is there and says no: it is full, read-only, still loading. It may well answer the next command. */
  #refused({ message }: ErrorReply): void {
    const [code = ''] = message.split(' ');
    // Somebody keeps a list or a set under our name.
    if (code === 'WRONGTYPE') return;
    this.#failures++;
    if (this.#refusalsTold.has(code)) return;
    this.#refusalsTold.add(code);
    this.#tell(`Redis refuse (${message}). Les réponses restent en mémoire.`);
  }

  #works(): void {
    if (!this.#told) return;
    this.#told = false;
    this.#tell('Redis répond de nouveau : les réponses sont partagées.');
  }

  #fails(client: ReturnType<typeof newClient>, error: unknown): void {
    // The replies lost with a connection tell nothing new.
    if (client !== this.#client) return;
    this.#failures++;
    this.#drop();
    if (this.#closed) return;
    this.#retry = setTimeout(() => this.#connect(), this.#options.retryMs).unref();
    if (this.#told) return;
    this.#told = true;
    const cause = error instanceof Error ? error.message || error.name : String(error);
    this.#tell(`Redis ne répond pas (${cause}). Les réponses restent en mémoire ; nouvel essai plus tard.`);
  }

  #drop(): void {
    const client = this.#client;
    this.#client = null;
    this.#ready = false;
    try {
      client?.destroy();
    } catch {
      // It never got as far as a connection.
    }
  }
}

/**
 * Rejects after `ms`. When this process itself was too busy to look, a reply may lie there already: it is read first, in the round of
 * the event loop that lies between the timer and the verdict.
 */
function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new Error(`aucune réponse en ${ms} ms`));
    const timer = setTimeout(() => setImmediate(() => setImmediate(late)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
