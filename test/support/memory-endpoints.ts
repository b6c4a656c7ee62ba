import type { MessageEndpoint } from '../../core/ipc/message-endpoint.ts';

/** Two ends of a channel in memory. Messages are cloned, as between processes, and arrive in order, later in the same turn. */
export function memoryEndpoints(): [MessageEndpoint, MessageEndpoint] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (own: 0 | 1): MessageEndpoint => ({
    send: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => listeners[own === 0 ? 1 : 0].forEach((listener) => listener(copy)));
    },
    onMessage: (listener) => void listeners[own].push(listener),
  });
  return [end(0), end(1)];
}

/** Lets every message under way arrive and everything that follows from it happen, without any time passing. */
export async function settleMessages(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
