import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { installDebianPackage } from './apt.ts';

/** Why tests against a real Redis are skipped. */
export const NO_REDIS =
  'redis-server introuvable : « sudo apt-get install -y redis-server » sous Debian ou Ubuntu, ou REDIS_SERVER=/chemin.';

/** Path of a redis-server: REDIS_SERVER, then the search path; installs Debian's when there is none and we may. */
export function redisServerPath(): string | undefined {
  return findRedisServer() ?? (installDebianPackage('redis-server') ? findRedisServer() : undefined);
}

/** Path of a redis-server that is already here. */
export function findRedisServer(): string | undefined {
  const chosen = process.env['REDIS_SERVER'];
  if (chosen !== undefined) return existsSync(chosen) ? chosen : undefined;
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/** A Redis server of the test's own: on a free port of the loopback, keeping nothing on disk. */
export class RedisServer {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'ohada-redis-'));
  readonly #arguments: string[];
  #process: ChildProcess | null = null;

  private constructor(port: number, args: string[]) {
    this.port = port;
    this.#arguments = args;
  }

  /** A server that answers; `args` as on redis-server's command line. */
  static async start(args: string[] = []): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), args);
    await server.startAgain();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, again where it was, empty. Resolves once it answers. */
  async startAgain(): Promise<void> {
    const path = findRedisServer();
    if (path === undefined) throw new Error(NO_REDIS);
    const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder, '--save', '', '--appendonly', 'no'];
    const started = spawn(path, [...place, '--daemonize', 'no', ...this.#arguments], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = started;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      started.stdout.setEncoding('utf8').on('data', (text: string) => {
        if ((said += text).includes('Ready to accept connections')) resolve();
      });
      started.once('exit', () => reject(new Error(`redis-server did not start:\n${said}`)));
    });
  }

  /** `SIGKILL` ends it as a power cut does, `SIGSTOP` makes it deaf with its connections open, `SIGCONT` wakes it. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(signal);
  }

  /** Kills it and waits until it is gone. */
  async kill(): Promise<void> {
    const dying = this.#process;
    this.#process = null;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = once(dying, 'exit');
    dying.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Does something on a connection of the test's own. */
  async with<T>(action: (client: ReturnType<typeof plainClient>) => Promise<T>): Promise<T> {
    const client = plainClient(this.url);
    await client.connect();
    try {
      return await action(client);
    } finally {
      client.destroy();
    }
  }
}

const plainClient = (url: string) => createClient({ url });

/** Waits until `condition` holds; fails after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = performance.now() + 10_000; !(await condition()); await delay(20))
    if (performance.now() > end) throw new Error(`never came: ${what}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
