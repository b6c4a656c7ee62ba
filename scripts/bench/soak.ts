import { runApart } from './apart.ts';
import { table } from './table.ts';

/** Memory of one process over the soak, in MiB. */
export interface SoakMemory {
  process: string;
  /** Once warm, and at the end. */
  before_mb: number;
  after_mb: number;
  most_mb: number;
  /** Of the straight line through the second half, in MiB per hour: what still grows once caches are full. */
  slope_mb_per_h: number;
}

export interface Soak {
  minutes: number;
  questions: number;
  cached: number;
  per_s: number;
  /** Questions neither answered nor refused. */
  failed: number;
  restarts: number;
  memory: SoakMemory[];
}

/** The engine under load for so many minutes; workers are not renewed meanwhile, as that would hide what they lose. */
export const measureSoak = (minutes: number): Promise<Soak> =>
  // With its garbage collected first, the host's heap is what is really held.
  runApart('soak-probe.ts', [String(minutes)], ['--expose-gc']);

export function printSoak({ minutes, questions, cached, per_s, failed, restarts, memory }: Soak): string {
  const title =
    `Endurance : ${minutes} min, ${questions} questions (${per_s.toFixed(0)} par s, ${cached} du cache), ` +
    `${failed} en échec, ${restarts} redémarrage(s) ; chacune a été rendue exactement une fois`;
  return table(
    title,
    ['mémoire', 'avant Mo', 'après Mo', 'plus haut Mo', 'pente Mo/h'],
    memory.map(({ process, before_mb, after_mb, most_mb, slope_mb_per_h }) => [
      process,
      before_mb.toFixed(0),
      after_mb.toFixed(0),
      most_mb.toFixed(0),
      slope_mb_per_h.toFixed(1),
    ]),
  );
}
