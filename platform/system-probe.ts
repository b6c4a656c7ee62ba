import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import type { SystemProbe } from '../core/monitoring/system-probe.ts';

const MIB = 2 ** 20;

/** What Node knows of this process and the computer. */
export const systemProbe: SystemProbe = () => {
  const { user, system } = process.cpuUsage();
  const times = cpus().map((core) => core.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  const total = times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.idle + time.irq, 0);
  return {
    pid: process.pid,
    cpuMs: (user + system) / 1000,
    rssMb: process.memoryUsage.rss() / MIB,
    cores: availableParallelism(),
    machineBusyMs: total - idle,
    machineTotalMs: total,
    totalMb: totalmem() / MIB,
    freeMb: freemem() / MIB,
  };
};
