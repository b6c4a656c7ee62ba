import { PassThrough, type Readable } from 'node:stream';
import type { QuestionState } from '../../core/domain/question.ts';

/** A comment this often keeps the connection open and lets a dead one be noticed. */
const HEARTBEAT_MS = 15_000;

/** A reader this many bytes behind is cut off: it reconnects and asks for what it missed, instead of filling our memory. */
const MOST_UNREAD = 32 * 2 ** 20;

/** Server-sent events of every change of state, to any number of readers. */
export class EventHub {
  readonly #readers = new Set<PassThrough>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #mostUnread: number;

  constructor({ heartbeatMs = HEARTBEAT_MS, mostUnread = MOST_UNREAD } = {}) {
    this.#mostUnread = mostUnread;
    this.#heartbeat = setInterval(() => this.#write(': heartbeat\n\n'), heartbeatMs).unref();
  }

  /** Number of readers connected. */
  get size(): number {
    return this.#readers.size;
  }

  /** The events from now on, as the body of a reply. Ends with `close`; destroying it ends the subscription. */
  subscribe(): Readable {
    const reader = new PassThrough();
    this.#readers.add(reader);
    reader.once('close', () => this.#readers.delete(reader));
    // A first comment, so that the headers leave at once and the page knows that it is connected.
    reader.write(': connected\n\n');
    return reader;
  }

  publish(state: QuestionState): void {
    if (this.#readers.size > 0) this.#write(`event: question\ndata: ${JSON.stringify(state)}\n\n`);
  }

  /** Ends every reader's stream, after what was written to it. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const reader of this.#readers) reader.end();
  }

  #write(text: string): void {
    for (const reader of this.#readers) {
      reader.write(text);
      if (reader.writableLength + reader.readableLength > this.#mostUnread) reader.destroy();
    }
  }
}
