import type { Ask } from '../../core/asking.ts';
import type { JudgedQuestion } from '../../core/quality/question-set.ts';
import { runSet, type SetRun } from '../../core/quality/run-set.ts';
import type { JudgedSettlement } from '../../core/quality/score.ts';

/** Where a quality run stands. `elapsedMs` counts from the first question. */
export type QualityState =
  | { phase: 'idle' }
  | { phase: 'running'; done: number; total: number }
  /** Fewer judged than `total` when it was stopped. */
  | { phase: 'finished'; judged: readonly JudgedSettlement[]; total: number; elapsedMs: number }
  | { phase: 'failed' };

/** The quality run of this page; goes on while another view is shown. */
export interface QualityRun {
  get: () => QualityState;
  /** Returns what ends the subscription. */
  subscribe: (listener: () => void) => () => void;
  /** Runs the whole set; does nothing while it runs. */
  start: () => void;
  stop: () => void;
}

/** A run over the set that `loadSet` gives; nothing is loaded before it is started. */
export function createQualityRun(ask: Ask, loadSet: () => Promise<JudgedQuestion[]>): QualityRun {
  let state: QualityState = { phase: 'idle' };
  let current: SetRun | null = null;
  let stopped = false;
  const listeners = new Set<() => void>();
  const become = (next: QualityState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const run = async (): Promise<void> => {
    const questions = await loadSet();
    const total = questions.length;
    if (stopped) return become({ phase: 'finished', judged: [], total, elapsedMs: 0 });
    const startedAt = performance.now();
    current = runSet(ask, questions, (done) => become({ phase: 'running', done, total }));
    const judged = await current.finished;
    become({ phase: 'finished', judged, total, elapsedMs: performance.now() - startedAt });
  };
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      if (state.phase === 'running') return;
      stopped = false;
      become({ phase: 'running', done: 0, total: 0 });
      run().catch(() => become({ phase: 'failed' }));
    },
    stop() {
      stopped = true;
      current?.stop();
    },
  };
}

/** The bundled set, checked and put there by the build (scripts/lib/bundles.ts). Rejects when it cannot be had. */
export async function loadBundledSet(): Promise<JudgedQuestion[]> {
  const reply = await fetch('questions.json', { cache: 'no-store' });
  if (!reply.ok) throw new Error(`questions.json: ${reply.status}`);
  return (await reply.json()) as JudgedQuestion[];
}
