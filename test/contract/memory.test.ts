import type { ExitReason, Spawn } from '../../core/engine/spawn.ts';
import { exposeGuarded } from '../../core/ipc/guarded-expose.ts';
import { memoryEndpoints } from '../support/memory-endpoints.ts';
import { PROBE_ENTRY } from './build-probe.ts';
import { createProbe, PROBE_METHODS } from './probe-api.ts';
import { contractSuite } from './suite.ts';

/** The probe in this process: the transport of the engine's own tests. */
const spawn: Spawn = (entry) => {
  const [here, there] = memoryEndpoints();
  let alive = true;
  let settle: (reason: ExitReason) => void = () => {};
  const exited = new Promise<ExitReason>((resolve) => (settle = resolve));
  const exit = (reason: ExitReason): void => {
    alive = false;
    settle(reason);
  };
  const whileAlive = {
    send: (message: unknown) => alive && there.send(message),
    onMessage: (listener: (message: unknown) => void) => there.onMessage((message) => alive && listener(message)),
  };
  if (entry === PROBE_ENTRY) {
    exposeGuarded(
      createProbe((code) => exit({ code, signal: null })),
      PROBE_METHODS,
      whileAlive,
    );
  } else exit({ code: 1, signal: null });
  return { pid: undefined, endpoint: here, exited, kill: () => exit({ code: null, signal: 'SIGKILL' }) };
};

contractSuite('memory', async () => ({ spawn }));
