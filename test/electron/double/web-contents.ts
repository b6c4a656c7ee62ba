import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { cloneForIpc } from './clone.ts';
import { dispatchInvoke } from './ipc-main.ts';
import type { InvokeReply } from './ipc-main.ts';
import type { PageMessage, PageRequest } from './page-shim.ts';

type Doubled = 'getURL' | 'id' | 'isDestroyed' | 'reload' | 'send' | 'setWindowOpenHandler';

/** The part of a page's host that web contents need. */
export interface PageHost {
  url(): string;
  reload(): void;
}

/** Stand-in for `electron.WebContents`: the main process's end of one page. */
export class DoubleWebContents extends EventEmitter implements Pick<Electron.WebContents, Doubled> {
  static #last = 0;
  readonly id = ++DoubleWebContents.#last;
  windowOpenHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | null = null;
  readonly #host: PageHost;
  #destroyed = false;
  #document = '';
  #queue: PageMessage[] = [];
  #receiver: ((messages: PageMessage[]) => void) | null = null;

  constructor(host: PageHost) {
    super();
    this.#host = host;
  }

  getURL(): string {
    this.#mustLive();
    return this.#host.url();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  reload(): void {
    this.#mustLive();
    this.#host.reload();
  }

  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.windowOpenHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#mustLive();
    this.#queue.push({ channel, args: cloneForIpc(args) });
    this.#flush();
  }

  destroyed(): void {
    this.#destroyed = true;
    this.emit('destroyed');
  }

  /** A message from the page. A new document takes over; what was meant for the old one is lost, as in Electron. */
  request(message: PageRequest, url: string, topFrame: boolean): Promise<InvokeReply | PageMessage[]> {
    if (message.document !== this.#document) {
      this.#document = message.document;
      this.#queue = [];
    }
    if (message.kind === 'receive') return this.#receive();
    const current = (): boolean => !this.#destroyed && message.document === this.#document;
    return dispatchInvoke(this.invokeEvent({ url, topFrame }, current), message.channel, message.args);
  }

  /** The event a handler gets. `senderFrame` is null once the frame has navigated or gone. */
  invokeEvent(sender: { url: string; topFrame: boolean }, current: () => boolean = () => true): Electron.IpcMainInvokeEvent {
    const frame = { url: sender.url, origin: originOf(sender.url), parent: sender.topFrame ? null : {} };
    const event = {
      type: 'frame',
      frameId: 1,
      processId: this.id,
      sender: this,
      get senderFrame() {
        return current() ? frame : null;
      },
    };
    // Handlers see the part of the event that is doubled here; anything else reads as undefined and shows in tests.
    return event as unknown as Electron.IpcMainInvokeEvent;
  }

  #receive(): Promise<PageMessage[]> {
    return new Promise((resolve) => {
      this.#receiver = resolve;
      this.#flush();
    });
  }

  #flush(): void {
    if (!this.#receiver || this.#queue.length === 0) return;
    this.#receiver(this.#queue.splice(0));
    this.#receiver = null;
  }

  #mustLive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
}

/** Standard schemes have an origin of scheme and host; Node's URL knows that of its own few only. */
function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed?.host ? `${parsed.protocol}//${parsed.host}` : 'null';
}
