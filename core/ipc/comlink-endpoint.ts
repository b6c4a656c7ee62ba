import type { Endpoint } from 'comlink';
import type { MessageEndpoint } from './message-endpoint.ts';

/**
 * Comlink expects DOM events; Node's and Electron's channels have plain messages. Transfer lists are dropped: nothing here
 * sends a port or a buffer to keep, and Electron traps on an ArrayBuffer in one.
 */
export function toComlinkEndpoint(channel: MessageEndpoint): Endpoint {
  const listeners = new Set<(event: { data: unknown }) => void>();
  channel.onMessage((data) => {
    for (const listener of [...listeners]) listener({ data });
  });
  return {
    postMessage: (message: unknown) => channel.send(message),
    addEventListener: (_type: string, listener: unknown) => {
      listeners.add(listener as (event: { data: unknown }) => void);
    },
    removeEventListener: (_type: string, listener: unknown) => {
      listeners.delete(listener as (event: { data: unknown }) => void);
    },
  };
}
