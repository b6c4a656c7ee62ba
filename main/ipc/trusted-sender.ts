import type { IpcMainInvokeEvent } from 'electron';
import { isAppUrl } from '../app-origin.ts';

/** True when a call comes from the page itself: the top frame, still at its own address. Null means it has gone. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
