import type { Clock } from './clock.ts';
import type { ExitReason } from './spawn.ts';

export type CallOutcome<T> =
  | { kind: 'reply'; value: T }
  /** The other side threw or refused: a bug, not an expected failure. */
  | { kind: 'error'; message: string }
  | { kind: 'timeout' }
  | { kind: 'exit'; reason: ExitReason };

type OnExit = (reason: ExitReason) => void;

/**
 * Calls under way, by the promise of their process's end. One reaction serves them all: a promise keeps each of its reactions until it
 * settles, and with it the reply of every call that was ever made.
 */
const underWay = new WeakMap<Promise<ExitReason>, Set<OnExit>>();

/** Settles a remote call whatever happens: Comlink itself never settles one whose peer died or hangs. */
export function boundedCall<T>(
  call: Promise<T>,
  exited: Promise<ExitReason>,
  clock: Clock,
  timeoutMs: number,
): Promise<CallOutcome<T>> {
  return new Promise((resolve) => {
    const callOff = clock.after(timeoutMs, () => settle({ kind: 'timeout' }));
    const onExit: OnExit = (reason) => settle({ kind: 'exit', reason });
    const calls = callsOf(exited);
    calls.add(onExit);
    const settle = (outcome: CallOutcome<T>): void => {
      calls.delete(onExit);
      callOff();
      resolve(outcome);
    };
    call.then(
      (value) => settle({ kind: 'reply', value }),
      (error: unknown) => settle({ kind: 'error', message: error instanceof Error ? error.message : String(error) }),
    );
  });
}

function callsOf(exited: Promise<ExitReason>): Set<OnExit> {
  const known = underWay.get(exited);
  if (known) return known;
  const calls = new Set<OnExit>();
  underWay.set(exited, calls);
  void exited.then((reason) => {
    // Whoever calls from now on asks the promise anew.
    underWay.delete(exited);
    for (const onExit of [...calls]) onExit(reason);
  });
  return calls;
}
