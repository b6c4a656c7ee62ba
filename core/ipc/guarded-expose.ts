import * as Comlink from 'comlink';
import { toComlinkEndpoint } from './comlink-endpoint.ts';
import type { MessageEndpoint } from './message-endpoint.ts';

interface CallMessage {
  id: string;
  type: 'APPLY';
  path: [string];
  argumentList: { type: 'RAW'; value: unknown }[];
}

/**
 * Exposes `api` to the other end, but only plain calls of the listed methods with plain values. Comlink alone would also
 * serve property reads, constructors and proxies, which amounts to running the caller's code. A refused call is answered
 * with an error, so that it settles.
 */
export function exposeGuarded<Api extends object>(
  api: Api,
  methods: readonly (keyof Api & string)[],
  channel: MessageEndpoint,
): void {
  const guarded: MessageEndpoint = {
    send: (message) => channel.send(message),
    onMessage: (listener) =>
      channel.onMessage((message) => {
        if (isAllowedCall(message, methods)) listener(message);
        else if (hasId(message)) channel.send(refusal(message.id));
      }),
  };
  Comlink.expose(api, toComlinkEndpoint(guarded));
}

function isAllowedCall(message: unknown, methods: readonly string[]): message is CallMessage {
  const call = message as Partial<CallMessage> | null;
  return (
    hasId(message) &&
    call?.type === 'APPLY' &&
    Array.isArray(call.path) &&
    call.path.length === 1 &&
    methods.includes(call.path[0]) &&
    Array.isArray(call.argumentList) &&
    call.argumentList.every((argument) => argument?.type === 'RAW')
  );
}

function hasId(message: unknown): message is { id: string } {
  return typeof message === 'object' && message !== null && typeof (message as { id?: unknown }).id === 'string';
}

/** Comlink's wire form of a thrown error. */
function refusal(id: string) {
  return { id, type: 'HANDLER', name: 'throw', value: { isError: true, value: { name: 'Error', message: 'call refused' } } };
}
