import type { Clock } from './clock.ts';

/** What every JavaScript runtime offers for time; core/ has no runtime's own types. */
declare const performance: { now(): number };
declare function setTimeout(action: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** The machine's monotonic clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
