import type { MessageEndpoint } from '../core/ipc/message-endpoint.ts';

/** Electron's channel from a utility process to its parent, as far as it is used here (typed in main/ against Electron). */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The channel to whoever started this process: Electron's main process, or a Node process through child_process. */
export function parentEndpoint(): MessageEndpoint {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
    };
  }
  if (!process.send) throw new Error('a worker is started by the application, not by hand');
  // Sent to the whole group by Ctrl-C or a supervisor: the application ends its workers itself, after their last questions.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  // A worker whose parent is gone has nobody to answer.
  process.on('disconnect', () => process.exit(0));
  return {
    // The callback takes the error of a parent that went away in the meantime; what cannot be sent at all still throws.
    send: (message) => void process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => void process.on('message', listener),
  };
}
