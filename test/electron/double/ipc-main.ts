import type * as Electron from 'electron';
import { cloneForIpc } from './clone.ts';

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
export type InvokeReply = { ok: true; value: unknown } | { ok: false; message: string };

const handlers = new Map<string, Handler>();

/** Stand-in for `electron.ipcMain`: one handler per channel. */
export const ipcMain: Pick<Electron.IpcMain, 'handle' | 'removeHandler'> = {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel) {
    handlers.delete(channel);
  },
};

/** Delivers an `invoke`; of an error only the message travels, as in Electron. */
export async function dispatchInvoke(event: Electron.IpcMainInvokeEvent, channel: string, args: unknown[]): Promise<InvokeReply> {
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return { ok: true, value: cloneForIpc(await handler(event, ...cloneForIpc(args))) };
  } catch (error) {
    return { ok: false, message: `Error invoking remote method '${channel}': ${String(error)}` };
  }
}
