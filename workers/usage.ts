import type { WorkerUsage } from '../core/monitoring/worker-usage.ts';

/** What this process uses now. */
export function usage(): WorkerUsage {
  const { user, system } = process.cpuUsage();
  return { pid: process.pid, cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 2 ** 20 };
}
