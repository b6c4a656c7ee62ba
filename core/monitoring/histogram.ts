/** Durations fall into bins whose borders grow by this factor: a percentile is off by at most half of it, 2.5 %. */
const GROWTH = 1.05;
const LOG_GROWTH = Math.log(GROWTH);

/** Shorter durations count as zero; in milliseconds. */
const SMALLEST_MS = 0.01;

/** Percentiles of durations, in milliseconds. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** How often which duration occurred, in little memory however many there were; two of them add up. */
export class Histogram {
  readonly #bins = new Map<number, number>();
  #count = 0;
  #sum = 0;

  get count(): number {
    return this.#count;
  }

  /** Of all durations added, in milliseconds. */
  get sum(): number {
    return this.#sum;
  }

  add(ms: number): void {
    const bin = ms <= SMALLEST_MS ? 0 : Math.ceil(Math.log(ms / SMALLEST_MS) / LOG_GROWTH);
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + 1);
    this.#count++;
    this.#sum += ms;
  }

  /** Adds everything the other one holds. */
  merge(other: Histogram): void {
    for (const [bin, count] of other.#bins) this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + count);
    this.#count += other.#count;
    this.#sum += other.#sum;
  }

  /** Null when nothing was added. */
  percentiles(): Percentiles | null {
    if (this.#count === 0) return null;
    const bins = [...this.#bins].sort(([a], [b]) => a - b);
    return { p50: this.#at(bins, 0.5), p95: this.#at(bins, 0.95), p99: this.#at(bins, 0.99) };
  }

  /** The middle of the bin in which the nearest-rank percentile lies. */
  #at(bins: readonly [number, number][], share: number): number {
    let left = Math.ceil(share * this.#count);
    for (const [bin, count] of bins) {
      left -= count;
      if (left <= 0) return bin === 0 ? 0 : SMALLEST_MS * GROWTH ** (bin - 0.5);
    }
    return 0;
  }
}
