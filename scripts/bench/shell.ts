import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppStatus } from '../../core/contract.ts';
import { PROJECT } from '../lib/project.ts';

/** The built `serve` in a process of its own, with a data folder of its own. */
export interface Shell {
  origin: string;
  token: string;
  /** Asks over HTTP. */
  ask(questions: readonly string[]): Promise<void>;
  /** Questions waiting or running. */
  open(): Promise<number>;
  stop(): Promise<void>;
}

const LISTENING = /^listening (http:\S+) token=(\S+)\n/m;

/** Resolves once the workers are warm and the address was printed; rejects when the process ends instead. */
export async function startShell(): Promise<Shell> {
  const data = mkdtempSync(join(tmpdir(), 'ohada-bench-data-'));
  const child = fork(join(PROJECT, 'dist', 'hosts', 'cli.js'), ['serve'], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    execArgv: [],
    env: { ...process.env, OHADA_DATA: data, OHADA_NO_BROWSER: '1' },
  });
  const ended = once(child, 'exit').then(() => rmSync(data, { recursive: true, force: true }));
  const [, origin = '', token = ''] = await new Promise<RegExpExecArray>((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (text: Buffer) => {
      printed += text.toString();
      const match = LISTENING.exec(printed);
      if (match) resolve(match);
    });
    void ended.then(() => reject(new Error(`serve ended:\n${printed}`)));
  });
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const reply = await fetch(origin + path, { ...init, headers });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  return {
    origin,
    token,
    ask: async (questions) => {
      const body = JSON.stringify({ questions: questions.map((question) => ({ question })) });
      await call('/api/questions', { method: 'POST', body });
    },
    open: async () => {
      const { queue } = (await (await call('/api/status')).json()) as AppStatus;
      return queue.waiting + queue.running;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
