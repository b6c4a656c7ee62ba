import { boundedCall } from '../engine/bounded-call.ts';
import type { Clock } from '../engine/clock.ts';
import type { ExitReason, Spawn, WorkerProcess } from '../engine/spawn.ts';
import { remote } from '../ipc/remote.ts';
import type { UsageApi, WorkerUsage } from './worker-usage.ts';

/** Told of every process that comes and goes; `entry` is the worker's file name without extension. */
export interface ProcessEvents {
  started?(entry: string, pid: number | undefined): void;
  exited?(entry: string, pid: number | undefined, reason: ExitReason): void;
}

/** A Spawn that remembers the living processes, and can ask each what it uses. */
export interface MeasuredSpawn {
  spawn: Spawn;
  /** What each living process says of itself; one that is silent for `timeoutMs` (hung, or not up yet) is left out. */
  usage: (timeoutMs: number) => Promise<WorkerUsage[]>;
}

/**
 * Measures every process started through it, whoever started it. The question travels on the process's own channel beside its other
 * calls: no port, no second channel, the same on every system.
 */
export function measuredSpawn(spawn: Spawn, clock: Clock, events: ProcessEvents = {}): MeasuredSpawn {
  const living = new Map<WorkerProcess, UsageApi>();
  const measured: Spawn = (entry) => {
    const started = spawn(entry);
    const { pid } = started;
    living.set(started, remote<UsageApi>(started.endpoint));
    events.started?.(entry, pid);
    void started.exited.then((reason) => {
      living.delete(started);
      events.exited?.(entry, started.pid ?? pid, reason);
    });
    return started;
  };
  const usage = async (timeoutMs: number): Promise<WorkerUsage[]> => {
    const asked = [...living].map(([{ exited }, api]) => boundedCall(api.usage(), exited, clock, timeoutMs));
    return (await Promise.all(asked)).flatMap((outcome) => (outcome.kind === 'reply' ? [outcome.value] : []));
  };
  return { spawn: measured, usage };
}
