import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { percentile } from '../../workers/evaluation/metrics.ts';
import { table } from './table.ts';

/** Where the questions are answered: in the host's own process, in threads of it (worker_threads), in processes beside it. */
export const CARRIERS = ['host', 'threads', 'processes'] as const;

export type Carrier = (typeof CARRIERS)[number];

/** One round of a host, as its probe measures it. */
export interface CarrierRound {
  per_s: number;
  /** How much later than due the host's event loop got round to a timer of 1 ms: what a window or a connection would wait. */
  delay_p50_ms: number;
  delay_p99_ms: number;
  delay_max_ms: number;
  /** Share of the time in which the host's event loop was at work, 0 to 1. */
  busy: number;
  /** Resident memory of host and workers together, in MiB. */
  memory_mb: number;
}

/** Medians over the rounds; `delay_max_ms` is the largest. */
export interface CarrierFigures extends CarrierRound {
  carrier: Carrier;
  workers: number;
  /** Rate over that of processes in the same round. */
  ratio: number;
}

const ROUNDS = 5;
const LABELS: Record<Carrier, string> = {
  host: 'dans l’hôte',
  threads: 'worker_threads',
  processes: 'processus',
};

interface Probe {
  carrier: Carrier;
  workers: number;
  child: ChildProcess;
  rounds: CarrierRound[];
}

/** Each way in a host of its own, all open at once, asked the same questions in turns. */
export async function compareCarriers(rounds = ROUNDS): Promise<CarrierFigures[]> {
  const probes: Probe[] = [];
  try {
    for (const carrier of CARRIERS) probes.push(await openProbe(carrier));
    for (let round = 0; round < rounds; round++)
      for (const probe of round % 2 === 0 ? probes : probes.toReversed())
        probe.rounds.push(await reply<CarrierRound>(probe.child, round));
  } finally {
    for (const { child } of probes) child.disconnect();
  }
  const compared = probes.find(({ carrier }) => carrier === 'processes')?.rounds ?? [];
  return probes.map((probe) => figuresOf(probe, compared));
}

async function openProbe(carrier: Carrier): Promise<Probe> {
  const child = fork(join(import.meta.dirname, 'carrier-probe.ts'), [carrier], { execArgv: [] });
  const [{ workers }] = (await Promise.race([once(child, 'message'), failed(child)])) as [{ workers: number }];
  return { carrier, workers, child, rounds: [] };
}

async function reply<T>(child: ChildProcess, message: number): Promise<T> {
  const answer = once(child, 'message');
  child.send(message);
  const [value] = (await Promise.race([answer, failed(child)])) as [T];
  return value;
}

/** Rejects when the probe ends: it then has nothing more to say. */
async function failed(child: ChildProcess): Promise<never> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  throw new Error(`the probe ended with ${code ?? signal}`);
}

function figuresOf({ carrier, workers, rounds }: Probe, compared: CarrierRound[]): CarrierFigures {
  const median = (of: (round: CarrierRound, at: number) => number): number => percentile(rounds.map(of), 0.5);
  return {
    carrier,
    workers,
    per_s: median(({ per_s }) => per_s),
    ratio: median(({ per_s }, at) => per_s / (compared[at]?.per_s ?? NaN)),
    delay_p50_ms: median(({ delay_p50_ms }) => delay_p50_ms),
    delay_p99_ms: median(({ delay_p99_ms }) => delay_p99_ms),
    delay_max_ms: Math.max(...rounds.map(({ delay_max_ms }) => delay_max_ms)),
    busy: median(({ busy }) => busy),
    memory_mb: median(({ memory_mb }) => memory_mb),
  };
}

export function printCarriers(all: CarrierFigures[]): string {
  return table(
    'Les mêmes questions dans l’hôte, par worker_threads et par processus (tours alternés, hors cache)',
    ['où', 'workers', 'par s', 'rapport', 'retard p50 ms', 'p99 ms', 'max ms', 'boucle occupée', 'mémoire Mo'],
    all.map(({ carrier, workers, per_s, ratio, delay_p50_ms, delay_p99_ms, delay_max_ms, busy, memory_mb }) => [
      LABELS[carrier],
      workers,
      per_s.toFixed(0),
      `${ratio.toFixed(2)} ×`,
      delay_p50_ms.toFixed(1),
      delay_p99_ms.toFixed(1),
      delay_max_ms.toFixed(1),
      `${(busy * 100).toFixed(0)} %`,
      memory_mb,
    ]),
  );
}
