interface Reading {
  at: number;
  busyMs: number;
}

/** Turns running totals of processor time into per cent of the time since the reading before. */
export class CpuMeter {
  #last = new Map<number, Reading>();

  /**
   * Takes one reading of every process (`pid` → processor time since its start, in milliseconds) at the moment `now`. Per cent of one
   * core; null for a process seen for the first time. Those not named any more are forgotten.
   */
  read(now: number, totals: ReadonlyMap<number, number>): Map<number, number | null> {
    const next = new Map<number, Reading>();
    const percent = new Map<number, number | null>();
    for (const [pid, busyMs] of totals) {
      const last = this.#last.get(pid);
      next.set(pid, { at: now, busyMs });
      const known = last !== undefined && now > last.at && busyMs >= last.busyMs;
      percent.set(pid, known ? ((busyMs - last.busyMs) * 100) / (now - last.at) : null);
    }
    this.#last = next;
    return percent;
  }
}
