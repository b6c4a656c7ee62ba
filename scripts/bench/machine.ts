import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  processor: string;
  cores: number;
  memory_gb: number;
  platform: string;
  node: string;
  /** Processes that wanted a core during the last minute, before the measurements. */
  load_before: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? '',
    cores: availableParallelism(),
    memory_gb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    load_before: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}
