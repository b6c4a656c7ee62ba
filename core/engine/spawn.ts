import type { MessageEndpoint } from '../ipc/message-endpoint.ts';

/** How a worker process ended; `code` is null when a signal or an unknown cause ended it. */
export interface ExitReason {
  code: number | null;
  signal: string | null;
}

/** A worker process and its channel. `exited` resolves once and never rejects. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  readonly endpoint: MessageEndpoint;
  readonly exited: Promise<ExitReason>;
  kill(): void;
}

/** Starts a worker process; all that differs between Electron and plain Node. `entry` is the worker's file name without extension. */
export type Spawn = (entry: string) => WorkerProcess;
