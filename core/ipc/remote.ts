import * as Comlink from 'comlink';
import { toComlinkEndpoint } from './comlink-endpoint.ts';
import type { MessageEndpoint } from './message-endpoint.ts';

/**
 * The other side's API. Every method of `Api` must return a promise of plain values; then Comlink's own mapped type adds
 * nothing but trouble with unions.
 */
export function remote<Api extends object>(channel: MessageEndpoint): Api {
  return Comlink.wrap(toComlinkEndpoint(channel)) as unknown as Api;
}
