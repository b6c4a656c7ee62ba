import type { WorkerError } from '../contract.ts';
import type { CallOutcome } from './bounded-call.ts';

/** Why a process is given up that did not reply. */
export function workerError(outcome: Exclude<CallOutcome<unknown>, { kind: 'reply' }>): WorkerError {
  switch (outcome.kind) {
    case 'timeout':
      return { kind: 'hung', detail: null };
    case 'error':
      return { kind: 'crashed', detail: outcome.message };
    case 'exit': {
      const { code, signal } = outcome.reason;
      return { kind: 'exited', detail: signal ?? (code === null ? null : String(code)) };
    }
  }
}
