import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import type { Details, UtilityProcess } from 'electron';
import type { ExitReason, Spawn } from '../core/engine/spawn.ts';

/** Spawns workers and knows when all of them have gone. */
export interface UtilitySpawner {
  spawn: Spawn;
  allExited(): Promise<void>;
}

/** Starts workers as Electron utility processes. Each gets its own name: `child-process-gone` tells no process id. */
export function utilitySpawner(workersDir: string): UtilitySpawner {
  const exits: Promise<ExitReason>[] = [];
  const spawn: Spawn = (entry) => {
    const name = `OHADA ${entry} ${exits.length + 1}`;
    const child = utilityProcess.fork(join(workersDir, `${entry}.js`), [], { serviceName: name, stdio: 'inherit' });
    const exited = exitOf(child, name);
    exits.push(exited);
    return {
      get pid() {
        return child.pid;
      },
      endpoint: {
        send: (message) => child.postMessage(message),
        onMessage: (listener) => void child.on('message', listener),
      },
      exited,
      kill: () => void child.kill(),
    };
  };
  return { spawn, allExited: async () => void (await Promise.all(exits)) };
}

/** Exit codes of utility processes are wrong now and then, and `exit` may stay away: whichever tells first counts. */
function exitOf(child: UtilityProcess, name: string): Promise<ExitReason> {
  return new Promise((resolve) => {
    const onGone = (_event: unknown, details: Details): void => {
      if (details.name === name) end({ code: null, signal: details.reason });
    };
    const end = (reason: ExitReason): void => {
      app.off('child-process-gone', onGone);
      resolve(reason);
    };
    app.on('child-process-gone', onGone);
    child.once('exit', (code) => end({ code, signal: null }));
  });
}
