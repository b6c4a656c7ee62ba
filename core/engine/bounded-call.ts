import type { Clock } from './clock.ts';
import type { ExitReason } from './spawn.ts';

export type CallOutcome<T> =
  | { kind: 'reply'; value: T }
  /** The other side threw or refused: a bug, not an expected failure. */
  | { kind: 'error'; message: string }
  | { kind: 'timeout' }
  | { kind: 'exit'; reason: ExitReason };

/** Settles a remote call whatever happens: Comlink itself never settles one whose peer died or hangs. */
export function boundedCall<T>(
  call: Promise<T>,
  exited: Promise<ExitReason>,
  clock: Clock,
  timeoutMs: number,
): Promise<CallOutcome<T>> {
  return new Promise((resolve) => {
    const callOff = clock.after(timeoutMs, () => resolve({ kind: 'timeout' }));
    const settle = (outcome: CallOutcome<T>): void => {
      callOff();
      resolve(outcome);
    };
    call.then(
      (value) => settle({ kind: 'reply', value }),
      (error: unknown) => settle({ kind: 'error', message: error instanceof Error ? error.message : String(error) }),
    );
    void exited.then((reason) => settle({ kind: 'exit', reason }));
  });
}
