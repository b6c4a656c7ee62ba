/** What a worker process says it uses. */
export interface WorkerUsage {
  pid: number;
  /** Processor time since its start, user and system, all threads, in milliseconds. */
  cpuMs: number;
  /** Resident memory, in MiB. */
  rssMb: number;
}

/** To be served by every worker process, so that whoever started it can measure it. */
export interface UsageApi {
  usage(): Promise<WorkerUsage>;
}
