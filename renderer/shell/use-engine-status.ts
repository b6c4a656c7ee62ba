import { useEffect, useState } from 'react';
import type { AppStatus, EngineStatus } from '../../core/contract.ts';
import { useApp } from '../app-context.ts';
import { pollWhileVisible } from '../transport/poll-while-visible.ts';

/** Between two looks at the engine, in milliseconds: often while it starts, seldom once it works. */
const STARTING_MS = 1000;
const STEADY_MS = 10_000;

/** Workers that can take a question or work on one. */
export function readyWorkers(status: EngineStatus): number {
  return status.workers.filter(({ state }) => state === 'idle' || state === 'busy').length;
}

/** What the engine says of itself; null until it has answered. Hidden windows do not ask. */
export function useEngineStatus(): AppStatus | null {
  const { client } = useApp();
  const [status, setStatus] = useState<AppStatus | null>(null);
  useEffect(
    () =>
      pollWhileVisible({
        ask: () => client.status(),
        take: setStatus,
        pauseMs: (next) => (next !== null && readyWorkers(next) > 0 ? STEADY_MS : STARTING_MS),
      }),
    [client],
  );
  return status;
}
