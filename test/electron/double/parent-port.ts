/**
 * Preloaded into the child of the utility process double: gives it `process.parentPort` as Electron does and takes away what a
 * forked Node process has instead, so that a worker cannot pass here with the wrong one.
 */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);

/** Messages wait until somebody listens, and arrive as an event with `data`. */
class ParentPort extends EventEmitter {
  readonly #waiting: unknown[] = [];

  constructor() {
    super();
    this.on('newListener', (name) => name === 'message' && setImmediate(() => this.#flush()));
    process.on('message', (message: { data: unknown }) => {
      this.#waiting.push(message.data);
      this.#flush();
    });
  }

  postMessage(message: unknown): void {
    send?.(structuredClone(message));
  }

  #flush(): void {
    while (this.listenerCount('message') > 0 && this.#waiting.length > 0) {
      this.emit('message', { data: this.#waiting.shift(), ports: [] });
    }
  }
}

const parentPort = new ParentPort();
Object.defineProperty(process, 'parentPort', { value: parentPort });
Object.defineProperty(process, 'type', { value: 'utility' });
Object.defineProperty(process, 'send', { value: undefined });
process.once('disconnect', () => process.exit(0)); // utility processes die with the browser process
