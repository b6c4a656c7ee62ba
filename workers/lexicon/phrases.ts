/** Why one text is read as another. */
export type PhraseKind = 'faute' | 'abreviation' | 'ancien' | 'anglais' | 'racine_anglaise';

/** Words, joined by spaces in the form that their kind is compared in, and the French they stand for. */
export interface Phrase {
  kind: PhraseKind;
  written: string;
  meant: string;
}

/** A phrase found in a row of words. */
export interface Match {
  /** Number of words. */
  length: number;
  meant: string;
}

/** Phrases by their words; a lookup costs as much as there are phrases with the same first word. */
export class PhraseTable {
  readonly #byFirst = new Map<string, { words: string[]; meant: string }[]>();

  constructor(phrases: readonly Pick<Phrase, 'written' | 'meant'>[]) {
    for (const { written, meant } of phrases) {
      const words = written.split(' ');
      const first = words[0] ?? '';
      const entries = this.#byFirst.get(first) ?? [];
      entries.push({ words, meant });
      this.#byFirst.set(first, entries);
    }
    for (const entries of this.#byFirst.values()) entries.sort((a, b) => b.words.length - a.words.length);
  }

  /** The longest phrase that begins at a place. */
  longestAt(words: readonly string[], at: number): Match | undefined {
    const found = this.#byFirst.get(words[at] ?? '')?.find((entry) => entry.words.every((word, i) => words[at + i] === word));
    return found && { length: found.words.length, meant: found.meant };
  }
}
