import type { SettledStatus, Settlement } from '../domain/settlement.ts';
import type { FailureKind } from '../failures.ts';
import { Histogram } from './histogram.ts';
import { STAGES, type Activity, type Stage } from './report.ts';

/** The asker's doing, the user's wish to end, or back-pressure that works: no fault of the application. */
const NO_ERROR: ReadonlySet<string> = new Set<FailureKind>([
  'question_empty',
  'question_too_long',
  'question_unreadable',
  'duplicate_id',
  'line_unreadable',
  'closing',
  'queue_full',
  'rate_limited',
]);

const TIMING_OF = {
  queue: 'queued_ms',
  embed: 'embed_ms',
  lexical: 'lexical_ms',
  semantic: 'semantic_ms',
  answer: 'answer_ms',
} as const;

/** Counts of what the engine tells only as running totals. */
export interface Running {
  /** Questions looked up in the cache, and those among them that cost no worker. */
  lookedUp: number;
  spared: number;
  restarts: number;
}

/** What happened in a stretch of time; two of them add up. */
export class Tally {
  readonly #settled: Record<SettledStatus, number> = { answered: 0, no_answer: 0, failed: 0, cancelled: 0, timed_out: 0 };
  readonly #total = new Histogram();
  readonly #stages: Record<Stage, Histogram> = {
    queue: new Histogram(),
    embed: new Histogram(),
    lexical: new Histogram(),
    semantic: new Histogram(),
    answer: new Histogram(),
  };
  #errors = 0;
  #judged = 0;
  #running: Running = { lookedUp: 0, spared: 0, restarts: 0 };

  /** `bulk`: it waited behind all others because it may; its waiting says nothing. */
  note(settlement: Settlement, bulk: boolean): void {
    const { status, timings, worker, cached, failure } = settlement;
    this.#settled[status]++;
    if (status === 'cancelled' || (failure !== undefined && NO_ERROR.has(failure.kind))) return;
    this.#judged++;
    if (status === 'failed' || status === 'timed_out') this.#errors++;
    if (!bulk) this.#total.add(timings.total_ms);
    if (worker === null || cached) return;
    for (const stage of STAGES) if (!bulk || stage !== 'queue') this.#stages[stage].add(timings[TIMING_OF[stage]]);
  }

  /** What was added to the running totals meanwhile. */
  count({ lookedUp, spared, restarts }: Running): void {
    this.#running.lookedUp += lookedUp;
    this.#running.spared += spared;
    this.#running.restarts += restarts;
  }

  /** The sum of several. */
  static sum(tallies: Iterable<Tally>): Tally {
    const all = new Tally();
    for (const tally of tallies) all.#merge(tally);
    return all;
  }

  /** Questions by which errors are judged: neither cancelled nor refused for their wording. */
  get judged(): number {
    return this.#judged;
  }

  /** Over a stretch of `ms` milliseconds. */
  activity(ms: number): Activity {
    const { answered, no_answer } = this.#settled;
    const { lookedUp, spared, restarts } = this.#running;
    return {
      settled: { ...this.#settled },
      per_second: ms > 0 ? ((answered + no_answer) * 1000) / ms : 0,
      total_ms: this.#total.percentiles(),
      stages_ms: {
        queue: this.#stages.queue.percentiles(),
        embed: this.#stages.embed.percentiles(),
        lexical: this.#stages.lexical.percentiles(),
        semantic: this.#stages.semantic.percentiles(),
        answer: this.#stages.answer.percentiles(),
      },
      error_rate: this.#judged === 0 ? null : this.#errors / this.#judged,
      cache_hit_rate: lookedUp === 0 ? null : Math.min(1, spared / lookedUp),
      restarts,
    };
  }

  /** The stage in which most time was spent, with its share of the time of all stages; null when no worker answered. */
  bottleneck(): { stage: Stage; share: number; mean_ms: number } | null {
    const all = STAGES.reduce((sum, stage) => sum + this.#stages[stage].sum, 0);
    if (all === 0) return null;
    const stage = STAGES.reduce((most, next) => (this.#stages[next].sum > this.#stages[most].sum ? next : most));
    const { sum, count } = this.#stages[stage];
    return { stage, share: sum / all, mean_ms: sum / count };
  }

  #merge(other: Tally): void {
    for (const status of Object.keys(this.#settled) as SettledStatus[]) this.#settled[status] += other.#settled[status];
    this.#total.merge(other.#total);
    for (const stage of STAGES) this.#stages[stage].merge(other.#stages[stage]);
    this.#errors += other.#errors;
    this.#judged += other.#judged;
    this.count(other.#running);
  }
}
