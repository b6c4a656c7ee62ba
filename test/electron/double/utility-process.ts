import { fork } from 'node:child_process';
import type { ChildProcess, ForkOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { cloneForIpc } from './clone.ts';

const PARENT_PORT = new URL('./parent-port.ts', import.meta.url).href;
/** How long Electron waits after asking a process to end before it kills it, in milliseconds. */
const REAP_AFTER_MS = 2_000;

/** Stand-in for `electron.UtilityProcess`: a real process with `process.parentPort`. */
class DoubleUtilityProcess extends EventEmitter implements Pick<Electron.UtilityProcess, 'kill' | 'postMessage' | 'pid'> {
  readonly #child: ChildProcess;
  readonly #name: string;
  #spawned = false;
  #gone = false;

  constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super();
    this.#name = options.serviceName ?? 'Node Utility Process';
    this.#child = fork(modulePath, args, forkOptions(options));
    app.children.add(this);
    this.#child.once('spawn', () => {
      this.#spawned = true;
      this.emit('spawn');
    });
    // A child's `message` event in main carries the data itself, not an event.
    this.#child.on('message', (data) => this.emit('message', data));
    this.#child.once('exit', (code, signal) => this.#onExit(code, signal));
    this.#child.on('error', (error) => console.error('electron double: utility process:', error));
  }

  /** Unknown until the process has started. */
  get pid(): number | undefined {
    return this.#spawned && !this.#gone ? this.#child.pid : undefined;
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (transfer.length > 0) throw new TypeError('electron double: ports are not carried; an ArrayBuffer would crash Electron');
    const copy = cloneForIpc(message);
    if (!this.#gone && this.#child.connected) this.#child.send({ data: copy }, () => {});
  }

  kill(): boolean {
    if (this.#gone) return false;
    setTimeout(() => !this.#gone && this.#child.kill('SIGKILL'), REAP_AFTER_MS).unref();
    return this.#child.kill('SIGTERM');
  }

  requestClose(): boolean {
    return this.kill();
  }

  destroy(): Promise<void> {
    this.#child.kill('SIGKILL');
    return this.#gone ? Promise.resolve() : new Promise((resolve) => this.once('exit', () => resolve()));
  }

  /** Electron's exit code of a killed process cannot be trusted: 0 is what it says at its worst. */
  #onExit(code: number | null, signal: NodeJS.Signals | null): void {
    this.#gone = true;
    app.children.delete(this);
    const reason = signal !== null ? 'killed' : code === 0 ? 'clean-exit' : 'abnormal-exit';
    const details = { type: 'Utility', reason, exitCode: code ?? 0, serviceName: 'node.mojom.NodeService', name: this.#name };
    if (reason !== 'clean-exit') app.emit('child-process-gone', {}, details);
    this.emit('exit', code ?? 0);
  }
}

function forkOptions(options: Electron.ForkOptions): ForkOptions {
  const stdio = options.stdio ?? 'inherit';
  const [stdin, stdout, stderr] = typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio;
  if (stdin !== 'ignore') throw new TypeError('stdin value other than ignore is not supported.');
  return {
    stdio: ['ignore', stdout, stderr, 'ipc'] as ForkOptions['stdio'],
    serialization: 'advanced',
    execArgv: ['--import', PARENT_PORT, ...(options.execArgv ?? [])],
    env: { ...(options.env ?? process.env) },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  };
}

/** Stand-in for `electron.utilityProcess`. */
export const utilityProcess = {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): DoubleUtilityProcess {
    app.mustBeReady('utilityProcess cannot be created');
    if (!modulePath) throw new TypeError('Missing UtilityProcess entry script.');
    return new DoubleUtilityProcess(modulePath, args, options);
  },
};
