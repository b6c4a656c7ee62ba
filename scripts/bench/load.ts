import type { SettledStatus } from '../../core/domain/settlement.ts';
import { runApart } from './apart.ts';
import { table } from './table.ts';

/** So many questions in flight all the time, each asker waiting for its answer before the next; nothing from the cache. */
export interface LoadLevel {
  in_flight: number;
  questions: number;
  per_s: number;
  /** From submission to settlement, waiting included. */
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  /** Largest resident memory of the host meanwhile, and that of each worker afterwards, in MiB. */
  host_mb: number;
  workers_mb: number[];
  statuses: Partial<Record<SettledStatus, number>>;
}

const LEVELS = [1, 4, 16, 64, 256];

/** The engine as it is configured for this machine, in a host that does nothing else. Fails when an id does not settle exactly once. */
export const measureLoad = (levels = LEVELS): Promise<LoadLevel[]> => runApart('load-probe.ts', [levels.join(',')]);

export function printLoad(levels: LoadLevel[]): string {
  return table(
    `Charge en boucle fermée, hors cache, ${levels[0]?.workers_mb.length ?? 0} processus ; chaque question a été rendue exactement une fois`,
    ['en cours', 'questions', 'par s', 'p50 ms', 'p95 ms', 'p99 ms', 'hôte Mo', 'processus Mo', 'sans réponse ni refus'],
    levels.map(({ in_flight, questions, per_s, p50_ms, p95_ms, p99_ms, host_mb, workers_mb, statuses }) => [
      in_flight,
      questions,
      per_s.toFixed(0),
      p50_ms.toFixed(0),
      p95_ms.toFixed(0),
      p99_ms.toFixed(0),
      host_mb,
      workers_mb.join(' + '),
      questions - (statuses.answered ?? 0) - (statuses.no_answer ?? 0),
    ]),
  );
}
