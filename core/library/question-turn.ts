import type { KeptQuestion, LibraryChanges } from './contract.ts';

/**
 * What happens to questions in one turn of the event loop goes as one message, before anybody outside hears of it: a channel takes about
 * a hundred messages at once, and what is still to be sent when this process is killed is lost.
 */
export class QuestionTurn {
  readonly #send: (changes: LibraryChanges) => void;
  #accepted = new Map<string, KeptQuestion>();
  #settled: string[] = [];
  #isDue = false;

  constructor(send: (changes: LibraryChanges) => void) {
    this.#send = send;
  }

  accept(question: KeptQuestion): void {
    this.#accepted.set(question.id, question);
    this.#sendSoon();
  }

  settle(id: string): void {
    this.#accepted.delete(id);
    this.#settled.push(id);
    this.#sendSoon();
  }

  #sendSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    void Promise.resolve().then(() => {
      const changes = { settled: this.#settled, accepted: [...this.#accepted.values()], vectors: [] };
      this.#isDue = false;
      this.#settled = [];
      this.#accepted = new Map();
      this.#send(changes);
    });
  }
}
