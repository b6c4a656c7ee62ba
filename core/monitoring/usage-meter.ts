import { CpuMeter } from './cpu-meter.ts';
import type { MachineUse, ProcessUse } from './report.ts';
import type { SystemReading } from './system-probe.ts';
import type { WorkerUsage } from './worker-usage.ts';

/** What all processes and the computer use, as of the last reading. */
export interface Usage {
  host: ProcessUse & { pid: number };
  workers: ReadonlyMap<number, ProcessUse>;
  machine: MachineUse;
  /** Host and workers together. */
  application: ProcessUse;
}

/** Makes per cent and sums out of readings, each compared with the one before. */
export class UsageMeter {
  readonly #cpu = new CpuMeter();
  #machine: { busyMs: number; totalMs: number } | null = null;

  read(now: number, system: SystemReading, workers: readonly WorkerUsage[]): Usage {
    const totals = new Map([[system.pid, system.cpuMs], ...workers.map(({ pid, cpuMs }) => [pid, cpuMs] as const)]);
    const percent = this.#cpu.read(now, totals);
    const known = [...percent.values()].filter((value) => value !== null);
    return {
      host: { pid: system.pid, cpu_percent: percent.get(system.pid) ?? null, rss_mb: system.rssMb },
      workers: new Map(workers.map(({ pid, rssMb }) => [pid, { cpu_percent: percent.get(pid) ?? null, rss_mb: rssMb }])),
      machine: this.#machineUse(system),
      application: {
        cpu_percent: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0),
        rss_mb: workers.reduce((sum, { rssMb }) => sum + rssMb, system.rssMb),
      },
    };
  }

  #machineUse({ machineBusyMs, machineTotalMs, cores, totalMb, freeMb }: SystemReading): MachineUse {
    const last = this.#machine;
    this.#machine = { busyMs: machineBusyMs, totalMs: machineTotalMs };
    const passed = last === null ? 0 : machineTotalMs - last.totalMs;
    const cpu_percent = last === null || passed <= 0 ? null : Math.max(0, ((machineBusyMs - last.busyMs) * 100) / passed);
    return { cores, cpu_percent, total_mb: totalMb, free_mb: freeMb };
  }
}
