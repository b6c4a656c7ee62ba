import { useSyncExternalStore } from 'react';
import { useApp } from '../app-context.ts';
import type { QualityState } from './quality-run.ts';

/** The state of the quality run; re-draws the caller when it changes. */
export function useQuality(): QualityState {
  const { quality } = useApp();
  return useSyncExternalStore(quality.subscribe, quality.get);
}
