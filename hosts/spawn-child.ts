import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ExitReason, Spawn } from '../core/engine/spawn.ts';

/** Workers as plain Node processes; `bundles` is the folder that holds the workers' bundles. */
export function spawnChild(bundles: string): Spawn {
  return (entry) => {
    const child = fork(join(bundles, `${entry}.js`), {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const exited = new Promise<ExitReason>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
      child.on('error', () => resolve({ code: null, signal: null }));
    });
    return {
      pid: child.pid,
      exited,
      kill: () => void child.kill('SIGKILL'),
      endpoint: {
        // A message to a process that is gone is lost; `exited` settles whoever waits for the reply.
        send: (message) => void (child.connected && child.send(message as object, () => {})),
        onMessage: (listener) => void child.on('message', listener),
      },
    };
  };
}
