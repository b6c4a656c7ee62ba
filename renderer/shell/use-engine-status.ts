import { useEffect, useState } from 'react';
import type { AppStatus, EngineStatus } from '../../core/contract.ts';
import { useApp } from '../app-context.ts';

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
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      if (document.hidden) return;
      const next = await client.status().catch(() => null);
      if (ended) return;
      setStatus(next);
      clearTimeout(timer);
      timer = setTimeout(() => void look(), next !== null && readyWorkers(next) > 0 ? STEADY_MS : STARTING_MS);
    };
    const onVisible = (): void => void look();
    document.addEventListener('visibilitychange', onVisible);
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [client]);
  return status;
}
