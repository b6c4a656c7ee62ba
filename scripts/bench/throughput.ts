import { percentile } from '../../workers/evaluation/metrics.ts';
import { QUESTIONS } from './questions.ts';
import { startBench, type Bench } from './settle.ts';

export interface Throughput {
  questions: number;
  rounds: number;
  /** Questions per second, medians over the rounds. */
  one_worker_per_s: number;
  two_workers_per_s: number;
  /** Median of the rounds' own ratios: both halves of a round meet much the same load of the machine. */
  ratio: number;
  /** Best rate with two over best rate with one: what is left when other programs want the cores least. */
  ratio_of_best: number;
  ratios: number[];
  /** Processor time of the host (queue, cache, messages) for one question: it cannot be shared out among workers. */
  host_cpu_ms: number;
}

const ROUNDS = 15;

/** Rounds before the first that counts: two workers share the questions that warm them, so they need twice as many. */
const WARM_UP_ROUNDS = 8;
const ASKED = QUESTIONS.slice(0, 40);

/** Asked in between: takes the only place in the cache. */
const IN_BETWEEN = QUESTIONS.slice(40, 41);

/** The same uncached questions with one worker and with two, in turns. */
export async function measureThroughput(): Promise<Throughput> {
  const [one, two] = [await startBench(1, 0), await startBench(2, 0)];
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    await rate(one);
    await rate(two);
  }
  const before = process.cpuUsage();
  const rounds: { one: number; two: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Turns change sides, so that neither gains from always coming second.
    if (round % 2 === 0) rounds.push({ one: await rate(one), two: await rate(two) });
    else rounds.push({ two: await rate(two), one: await rate(one) });
  }
  const { user, system } = process.cpuUsage(before);
  await Promise.all([one.engine.close(), two.engine.close()]);
  const [ones, twos] = [rounds.map((round) => round.one), rounds.map((round) => round.two)];
  const ratios = rounds.map((round) => round.two / round.one);
  return {
    questions: ASKED.length,
    rounds: ROUNDS,
    one_worker_per_s: percentile(ones, 0.5),
    two_workers_per_s: percentile(twos, 0.5),
    ratio: percentile(ratios, 0.5),
    ratio_of_best: Math.max(...twos) / Math.max(...ones),
    ratios,
    host_cpu_ms: (user + system) / 1000 / (2 * ROUNDS * ASKED.length),
  };
}

/** Questions per second. */
async function rate({ ask }: Bench): Promise<number> {
  await ask(IN_BETWEEN);
  const start = performance.now();
  const settlements = await ask(ASKED);
  const rate = (ASKED.length / (performance.now() - start)) * 1000;
  if (settlements.some(({ cached }) => cached)) throw new Error('a question of the list came from the cache');
  return rate;
}
