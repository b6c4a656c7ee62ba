import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { systemClock } from '../../core/engine/system-clock.ts';
import type { Spawn } from '../../core/engine/spawn.ts';
import type { KeptQuestion, KeptVector, LibraryOptions } from '../../core/library/contract.ts';
import { LibraryClient } from '../../core/library/library-client.ts';
import type { LibrarySettings } from '../../core/library/settings.ts';
import { temporaryFolder } from './knowledge.ts';
import { builtDist } from './project.ts';

/** A real library worker, and the processes that were started for it. */
export class LibraryBench {
  readonly processes: ChildProcess[] = [];
  readonly leftOver: KeptQuestion[] = [];
  readonly client: LibraryClient;
  readonly dataDir: string;

  constructor(
    t: Pick<TestContext, 'after'>,
    dataDir: string,
    options: Partial<LibraryOptions> = {},
    settings: Partial<LibrarySettings> & { command?: (worker: string) => ChildProcess } = {},
  ) {
    this.dataDir = dataDir;
    const { command = forkWorker, ...rest } = settings;
    this.client = new LibraryClient(
      this.#spawner(command),
      systemClock,
      {
        options: { ...OPTIONS, dataDir, run: `run-${++runs}`, ...options },
        restart: { max: 5, windowMs: 60_000, baseDelayMs: 20, retryAfterMs: 0 },
        retryMs: 100,
        ...rest,
      },
      (questions) => this.leftOver.push(...questions),
    );
    t.after(() => this.client.close());
    this.client.start();
  }

  get worker(): ChildProcess {
    const last = this.processes.at(-1);
    if (!last) throw new Error('no worker');
    return last;
  }

  /** Resolves once `condition` holds of the status. */
  async until(condition: (status: ReturnType<LibraryClient['status']>) => boolean): Promise<ReturnType<LibraryClient['status']>> {
    for (const end = performance.now() + 20_000; ;) {
      const status = this.client.status();
      if (condition(status)) return status;
      if (performance.now() > end) throw new Error(`still ${JSON.stringify(status)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Resolves once everything is written. */
  async written(): Promise<void> {
    await this.until(({ state, unwritten }) => state === 'open' && unwritten === 0);
  }

  #spawner(command: (worker: string) => ChildProcess): Spawn {
    return (entry) => {
      const child = command(join(builtDist(), 'workers', `${entry}.js`));
      this.processes.push(child);
      return {
        pid: child.pid,
        exited: new Promise((resolve) => {
          child.once('exit', (code, signal) => resolve({ code, signal }));
        }),
        kill: () => void child.kill('SIGKILL'),
        endpoint: {
          send: (message) => void (child.connected && child.send(message as object, () => {})),
          onMessage: (listener) => void child.on('message', listener),
        },
      };
    };
  }
}

let runs = 0;

export const OPTIONS: Omit<LibraryOptions, 'dataDir' | 'run'> = {
  busyTimeoutMs: 1_000,
  vectors: 1_000,
  backups: 0,
  backupEveryMs: 3_600_000,
  walMb: 8,
};

export function forkWorker(worker: string): ChildProcess {
  return fork(worker, { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

export const kept = (id: string, question = `Question ${id} ?`): KeptQuestion => ({
  id,
  question,
  source: 'api',
  explain: false,
  bulk: false,
  attempts: 0,
});

/** A vector under a key made from a number. */
export const keptVector = (number: number, dimension = 200): KeptVector => ({
  key: number.toString(16).padStart(64, '0'),
  vector: Float32Array.from({ length: dimension }, (_, at) => Math.fround(Math.sin(number + at))),
});

export const EVERY = { backups: 3, backupEveryMs: 150 };

/** A data folder with questions and vectors in it, and backups. */
export async function filledFolder(t: TestContext): Promise<string> {
  const folder = temporaryFolder(t);
  const bench = new LibraryBench(t, folder, EVERY);
  for (let at = 0; at < 50; at++) bench.client.accepted(kept(`q${at}`));
  for (let at = 0; at < 300; at++) bench.client.keep([keptVector(at)]);
  await bench.written();
  await bench.until(({ report }) => {
    bench.client.keep([keptVector(Math.floor(Math.random() * 300))]);
    return (report?.backups ?? 0) >= 2;
  });
  await bench.client.close();
  return folder;
}
