import type { Clock } from './clock.ts';

/** Something that happens now and then, and that one may wait for. */
export class Moment {
  readonly #waiting = new Set<() => void>();

  /** Tells those who wait; nobody else will hear of it. */
  hasCome(): void {
    for (const tell of [...this.#waiting]) tell();
  }

  /** Settles once it comes, or after `ms`. */
  within(ms: number, clock: Clock): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        callOff();
        this.#waiting.delete(end);
        resolve();
      };
      const callOff = clock.after(ms, end);
      this.#waiting.add(end);
    });
  }
}
