import type { MonitoringSample } from './report.ts';
import { Tally } from './tally.ts';

interface Entry {
  sample: MonitoringSample;
  tally: Tally;
  /** Time since the point before, in milliseconds. */
  ms: number;
}

/** The last stretch of time as points at even distances; the oldest goes as a new one comes. */
export class TimeSeries {
  #entries: Entry[] = [];
  readonly #windowMs: number;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  add(sample: MonitoringSample, tally: Tally, ms: number): void {
    this.#entries = this.#entries.filter((entry) => entry.sample.at > sample.at - this.#windowMs);
    this.#entries.push({ sample, tally, ms });
  }

  get samples(): MonitoringSample[] {
    return this.#entries.map(({ sample }) => sample);
  }

  /** Everything as one, and how long that took. */
  whole(): { tally: Tally; ms: number } {
    return {
      tally: Tally.sum(this.#entries.map(({ tally }) => tally)),
      ms: this.#entries.reduce((sum, { ms }) => sum + ms, 0),
    };
  }

  /** Everything that happened after the moment `since`, as one. */
  since(since: number): Tally {
    return Tally.sum(this.#entries.filter(({ sample }) => sample.at > since).map(({ tally }) => tally));
  }
}
