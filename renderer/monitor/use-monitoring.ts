import { useEffect, useState } from 'react';
import type { MonitoringReport } from '../../core/monitoring/report.ts';
import { useApp } from '../app-context.ts';
import { pollWhileVisible } from '../transport/poll-while-visible.ts';

/** Between two looks, in milliseconds: as often as there is something new, within reason. */
const SOONEST_MS = 1_000;
const LATEST_MS = 10_000;

export interface Monitoring {
  /** Null before the first one. */
  report: MonitoringReport | null;
  /** When it arrived, in milliseconds since the epoch. */
  at: number;
  /** Whether the last attempt failed. */
  lost: boolean;
}

/** The measurements, asked for again as long as the page is seen. */
export function useMonitoring(): Monitoring {
  const { client } = useApp();
  const [monitoring, setMonitoring] = useState<Monitoring>({ report: null, at: 0, lost: false });
  useEffect(
    () =>
      pollWhileVisible({
        ask: () => client.monitoring(),
        take: (report) =>
          setMonitoring((last) => (report === null ? { ...last, lost: true } : { report, at: Date.now(), lost: false })),
        pauseMs: (report) => Math.min(LATEST_MS, Math.max(SOONEST_MS, report?.every_ms ?? SOONEST_MS)),
      }),
    [client],
  );
  return monitoring;
}
