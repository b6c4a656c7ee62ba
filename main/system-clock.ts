import type { Clock } from '../core/engine/clock.ts';

/** The machine's monotonic time. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
