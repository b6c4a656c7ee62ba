import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createParser } from 'eventsource-parser';
import type { AppStatus } from '../../core/contract.ts';
import type { QuestionState } from '../../core/domain/question.ts';
import type { Settlement } from '../../core/domain/settlement.ts';
import { builtDist } from './project.ts';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json<T = { failure: { kind: string; message: string } }>(): T;
}

export interface Call {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Sends the token unless false. */
  authorised?: boolean;
}

/** How a process ended, with everything it printed. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The built command line as a child process; `until` resolves with the first match of what it prints on stdout. */
export class CliProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(script: string, args: string[], env: NodeJS.ProcessEnv = {}) {
    this.child = fork(script, args, { silent: true, execArgv: [], env: { ...process.env, OHADA_NO_BROWSER: '1', ...env } });
    this.child.stdout?.on('data', (data: Buffer) => (this.stdout += data.toString()));
    this.child.stderr?.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    let over = false;
    void this.ended.then(() => (over = true));
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match) return match;
      if (over) throw new Error(`ended without ${pattern}:\n${this.stdout}${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Ends it the polite way. */
  async stop(): Promise<Ended> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

/** A running `serve`, asked over real HTTP. */
export class WebShellProcess extends CliProcess {
  port = 0;
  token = '';

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  call({ method = 'GET', path, headers = {}, body, authorised = true }: Call): Promise<Reply> {
    const bearer = authorised ? { authorization: `Bearer ${this.token}` } : {};
    return new Promise((resolve, reject) => {
      const sent = request({ port: this.port, host: '127.0.0.1', method, path, headers: { ...bearer, ...headers } }, (reply) => {
        let text = '';
        reply.setEncoding('utf8').on('data', (part: string) => (text += part));
        reply.on('error', reject);
        reply.on('end', () => {
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text, json: <T>() => JSON.parse(text) as T });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  post(body: string | Buffer, headers: Record<string, string> = {}): Promise<Reply> {
    return this.call({
      method: 'POST',
      path: '/api/questions',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  }

  submit(questions: { id?: string; question: string }[]): Promise<Reply> {
    return this.post(JSON.stringify({ questions }));
  }

  async status(): Promise<AppStatus> {
    return (await this.call({ path: '/api/status' })).json();
  }

  /** Opens the event stream; resolves once the server has answered. */
  events(): Promise<EventReader> {
    const headers = { authorization: `Bearer ${this.token}` };
    return new Promise((resolve, reject) => {
      const sent = request({ port: this.port, host: '127.0.0.1', path: '/api/events', headers }, (reply) => {
        const reader = new EventReader(reply.statusCode ?? 0, reply.headers, () => sent.destroy());
        reply.setEncoding('utf8').on('data', (text: string) => reader.feed(text));
        reply.on('close', () => reader.end());
        reply.on('error', () => {});
        resolve(reader);
      });
      sent.on('error', reject);
      sent.end();
    });
  }
}

/** What arrived on one event stream, parsed as the page parses it. */
export class EventReader {
  readonly states: QuestionState[] = [];
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly close: () => void;
  readonly ended: Promise<void>;
  end: () => void = () => {};
  readonly #waiting = new Set<() => void>();
  readonly #parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'question') this.states.push(JSON.parse(data) as QuestionState);
      for (const check of [...this.#waiting]) check();
    },
  });

  constructor(status: number, headers: IncomingHttpHeaders, close: () => void) {
    this.status = status;
    this.headers = headers;
    this.close = close;
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  feed(text: string): void {
    this.#parser.feed(text);
  }

  /** Resolves once `condition` holds; looked at after every event. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  of(id: string): QuestionState[] {
    return this.states.filter((state) => state.id === id);
  }

  settlements(): Settlement[] {
    return this.states.flatMap((state) => (state.state === 'settled' ? [state.settlement] : []));
  }

  /** The settlements once all these questions have one. */
  async settled(ids: string[]): Promise<Settlement[]> {
    const missing = (): boolean => {
      const present = new Set(this.settlements().map(({ id }) => id));
      return ids.some((id) => !present.has(id));
    };
    await this.until(() => !missing());
    return this.settlements().filter(({ id }) => ids.includes(id));
  }
}

/** Starts `serve` from the built bundle, or from a copy of it, and waits until it listens. */
export async function startServe({
  args = [],
  env = {},
  dist = builtDist(),
}: { args?: string[]; env?: NodeJS.ProcessEnv; dist?: string } = {}): Promise<WebShellProcess> {
  // A data folder of its own: what another one left unanswered would be asked again here.
  const dataDir = mkdtempSync(join(process.env['OHADA_DATA'] ?? tmpdir(), 'serve-'));
  const shell = new WebShellProcess(join(dist, 'hosts/cli.js'), ['serve', ...args], { OHADA_DATA: dataDir, ...env });
  const [, port = '', token = ''] = await shell.until(/^listening http:\/\/127\.0\.0\.1:(\d+) token=(\S+)\n/m);
  shell.port = Number(port);
  shell.token = token;
  return shell;
}

/** Runs the built command line to its end. */
export function runCli(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new CliProcess(join(builtDist(), 'hosts/cli.js'), args, env).ended;
}
