import { join } from 'node:path';
import type { Settlement } from '../../core/domain/settlement.ts';
import type { Engine } from '../../core/engine/engine-parts.ts';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { type Folders } from '../../hosts/resources.ts';
import { startEngine } from '../../hosts/start-engine.ts';
import { INDEX_DIR, PROJECT } from '../lib/project.ts';

/** The built program and the bundled resources of this checkout. */
export const FOLDERS: Pick<Folders, 'bundles' | 'renderer' | 'indexDir' | 'modelDir'> = {
  bundles: join(PROJECT, 'dist', 'workers'),
  renderer: join(PROJECT, 'dist', 'renderer'),
  indexDir: INDEX_DIR,
  modelDir: join(PROJECT, 'resources', 'models', process.env['OHADA_MODEL'] ?? DEFAULT_MODEL),
};

/** An engine whose questions can be awaited. */
export interface Bench {
  engine: Engine;
  /** Submits all at once; resolves when the last has settled. Throws when one fails: its time would mean nothing. */
  ask: (questions: readonly string[]) => Promise<Settlement[]>;
}

/**
 * Engine with its workers warm, as many as configured for this machine without `workers`; `cacheMb` 0 has every question answered by a
 * worker.
 */
export async function startBench(workers: number | undefined, cacheMb: number): Promise<Bench> {
  const cache = { maxMb: cacheMb, ttlMs: 0 };
  const engine = startEngine(FOLDERS, workers === undefined ? { cache } : { workers, cache });
  const waiting = new Map<string, (settlement: Settlement) => void>();
  engine.onQuestionState((state) => {
    if (state.state === 'settled') waiting.get(state.id)?.(state.settlement);
  });
  let sequence = 0;
  const ask = async (questions: readonly string[]): Promise<Settlement[]> => {
    const inputs = questions.map((question) => ({ id: String(++sequence), question }));
    const settled = inputs.map(({ id }) => new Promise<Settlement>((resolve) => waiting.set(id, resolve)));
    await engine.submit(inputs);
    const settlements = await Promise.all(settled);
    waiting.clear();
    const bad = settlements.find(({ status }) => status !== 'answered' && status !== 'no_answer');
    if (bad) throw new Error(`« ${bad.question} » : ${bad.failure?.message ?? bad.status}`);
    return settlements;
  };
  await everyWorkerReady(engine);
  return { engine, ask };
}

/** Resolves once every worker can be asked; throws when none will. */
export async function everyWorkerReady(engine: Engine): Promise<void> {
  for (;;) {
    const { workers, failure } = await engine.status();
    if (failure) throw new Error(failure.kind);
    if (workers.every(({ state }) => state === 'idle')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
