/** Shorter waits are over before they are read. */
const SHOWN_FROM_MS = 1_000;
const MINUTES_FROM_S = 90;

/** An estimated wait as a rough number and its unit; null when it is unknown or too short to be told. */
export function roughWait(ms: number | null): { unit: 'waitSeconds' | 'waitMinutes'; count: number } | null {
  if (ms === null || ms < SHOWN_FROM_MS) return null;
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < MINUTES_FROM_S) return { unit: 'waitSeconds', count: seconds };
  return { unit: 'waitMinutes', count: Math.ceil(seconds / 60) };
}
