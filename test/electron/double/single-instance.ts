import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** The lock behind `app.requestSingleInstanceLock`: a file with the holder's pid, and a folder that latecomers write to. */
export class SingleInstance {
  readonly #lock: string;
  readonly #knocks: string;
  readonly #onKnock: (argv: string[], cwd: string) => void;
  #watcher: FSWatcher | null = null;

  constructor(userData: string, onKnock: (argv: string[], cwd: string) => void) {
    this.#lock = join(userData, 'instance.lock');
    this.#knocks = join(userData, 'second-instances');
    this.#onKnock = onKnock;
  }

  /** Synchronous, as in Electron. True for the first process; another one is announced to the first. */
  request(): boolean {
    mkdirSync(this.#knocks, { recursive: true });
    if (this.#take()) {
      this.#watcher = watch(this.#knocks, () => this.#answerKnocks());
      this.#watcher.unref();
      return true;
    }
    writeFileSync(join(this.#knocks, `${process.pid}.json`), JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
    return false;
  }

  release(): void {
    if (!this.#watcher) return;
    this.#watcher.close();
    rmSync(this.#lock, { force: true });
  }

  #take(): boolean {
    try {
      writeFileSync(this.#lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (isAlive(Number(readFileSync(this.#lock, 'utf8')))) return false;
      rmSync(this.#lock, { force: true });
      return this.#take();
    }
  }

  #answerKnocks(): void {
    for (const name of readdirSync(this.#knocks)) {
      const path = join(this.#knocks, name);
      try {
        const { argv, cwd } = JSON.parse(readFileSync(path, 'utf8')) as { argv: string[]; cwd: string };
        rmSync(path, { force: true });
        this.#onKnock(argv, cwd);
      } catch {
        // Half written: the next change of the folder brings it again.
      }
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
