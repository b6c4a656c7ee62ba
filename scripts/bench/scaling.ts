import { availableParallelism } from 'node:os';
import { percentile } from '../../workers/evaluation/metrics.ts';
import { closedLoop } from './closed-loop.ts';
import { manyQuestions, takeQuestions } from './many-questions.ts';
import { startBench, type Bench } from './settle.ts';
import { table } from './table.ts';

export interface ScalingStep {
  workers: number;
  /** Questions per second, median over the rounds. */
  per_s: number;
  /** Rate over that of one worker in the same round: median, least, most. */
  ratio: number;
  ratio_range: [number, number];
  /** Resident memory of all workers together, in MiB. */
  workers_mb: number;
}

const ROUNDS = 5;
const QUESTIONS_PER_ROUND = 60;
const WARM_UP = 120;
/** Enough that no worker ever waits for the host. */
const IN_FLIGHT_PER_WORKER = 4;

/** 1 to the number of cores; doubled each time where those are many. */
function counts(cores: number): number[] {
  if (cores <= 4) return Array.from({ length: cores }, (_, at) => at + 1);
  const doubled = [1, 2, 4, 8, 16].filter((count) => count < cores);
  return [...doubled, Math.min(cores, 16)];
}

/** The same uncached questions with each number of workers in turns, so that all meet the same load of the machine. */
export async function measureScaling(cores = availableParallelism(), rounds = ROUNDS): Promise<ScalingStep[]> {
  const all = manyQuestions();
  const benches: { workers: number; bench: Bench; rates: number[] }[] = [];
  for (const workers of counts(cores)) benches.push({ workers, bench: await startBench(workers, 0), rates: [] });
  for (const { bench, workers } of benches)
    await closedLoop(bench.engine, takeQuestions(all, 0, WARM_UP * workers), IN_FLIGHT_PER_WORKER * workers, { prefix: 'warm' });
  for (let round = 0; round < rounds; round++) {
    const questions = takeQuestions(all, round * QUESTIONS_PER_ROUND, QUESTIONS_PER_ROUND);
    // Turns change sides, so that none gains from always coming last.
    for (const { bench, workers, rates } of round % 2 === 0 ? benches : benches.toReversed())
      rates.push((await closedLoop(bench.engine, questions, IN_FLIGHT_PER_WORKER * workers, { prefix: `round-${round}` })).per_s);
  }
  const first = benches[0]?.rates ?? [];
  const steps: ScalingStep[] = [];
  for (const { workers, bench, rates } of benches) {
    const ratios = rates.map((rate, round) => rate / (first[round] ?? NaN));
    const status = await bench.engine.status();
    await bench.engine.close();
    steps.push({
      workers,
      per_s: percentile(rates, 0.5),
      ratio: percentile(ratios, 0.5),
      ratio_range: [Math.min(...ratios), Math.max(...ratios)],
      workers_mb: status.workers.reduce((sum, { rss_mb }) => sum + (rss_mb ?? 0), 0),
    });
  }
  return steps;
}

export function printScaling(steps: ScalingStep[]): string {
  return table(
    'Débit selon le nombre de processus, hors cache, tours alternés',
    ['processus', 'par s', 'rapport médian', 'de', 'à', 'mémoire Mo'],
    steps.map(({ workers, per_s, ratio, ratio_range: [least, most], workers_mb }) => [
      workers,
      per_s.toFixed(0),
      `${ratio.toFixed(2)} ×`,
      least.toFixed(2),
      most.toFixed(2),
      workers_mb,
    ]),
  );
}
