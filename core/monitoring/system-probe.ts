/** What the operating system says at one moment; processor times are totals since the start of the process or machine. */
export interface SystemReading {
  pid: number;
  /** Processor time of this process, in milliseconds. */
  cpuMs: number;
  /** Resident memory of this process, in MiB. */
  rssMb: number;
  cores: number;
  /** Time all cores together have worked, and have been there, in milliseconds. */
  machineBusyMs: number;
  machineTotalMs: number;
  totalMb: number;
  freeMb: number;
}

/** Takes a reading; each host brings its own. */
export type SystemProbe = () => SystemReading;
