import type { Token } from '../analysis/analyser.ts';
import { COLUMN_SLOTS, type FieldLengths, type IndexStore, type Places } from '../store/open-index.ts';
import { FTS_COLUMNS, type FtsColumn } from '../store/schema.ts';

/** A document found, with the score of the search that found it. */
export interface Ranked {
  id: number;
  score: number;
}

/** How the words of one column count: `weight` overall, `k` how late more of the same word stops counting, `b` how much length weighs. */
interface ColumnSettings {
  weight: number;
  k: number;
  b: number;
}

/**
 * Title, everyday words and questions say what a document is about; the body also mentions its neighbours, and a word must
 * come often there to mean as much. Exact forms break ties between words of one stem. Set on three French collections
 * (labour-law questions, our own sheets' questions, headings); the optimum is flat.
 */
const COLUMNS: Record<FtsColumn, ColumnSettings> = {
  title: { weight: 2, k: 1.2, b: 0.7 },
  words: { weight: 2, k: 1.2, b: 0.7 },
  questions: { weight: 2, k: 1.2, b: 0.7 },
  body: { weight: 1, k: 3, b: 0.75 },
  exact: { weight: 0.5, k: 3, b: 0.75 },
};

const SETTINGS = FTS_COLUMNS.map((column) => COLUMNS[column]);
const EXACT = FTS_COLUMNS.indexOf('exact');

/** Documents that share words with the question, best first; ties go to the smaller id. */
export function lexicalSearch(store: IndexStore, tokens: Token[], limit: number): Ranked[] {
  const content = contentTokens(tokens);
  const stems = new Set(content.map((token) => token.stem));
  const exacts = new Set(content.map((token) => token.exact));
  const tally = new Tally(store.fieldLengths());
  for (const term of new Set([...stems, ...exacts])) {
    const places = store.places(term);
    if (stems.has(term)) tally.addWord(places.filter((place) => place % COLUMN_SLOTS !== EXACT));
    if (exacts.has(term)) tally.addExact(places.filter((place) => place % COLUMN_SLOTS === EXACT));
  }
  return tally.ranking().slice(0, limit);
}

/** The words of a question that count: all but the stop words, or all when nothing else is left. */
export function contentTokens(tokens: Token[]): Token[] {
  const content = tokens.filter((token) => !token.stop);
  return content.length > 0 ? content : tokens;
}

/**
 * Sums BM25 over words and columns, each column with its own saturation and its own length. FTS5's bm25() pools the columns
 * and divides by the length of all of them, which drowns a short title in a long body: measured clearly worse.
 */
class Tally {
  readonly #lengths: FieldLengths;
  /** By document id: the sum, and the rarity of the question's words that the document has. */
  readonly #sums: Float64Array;
  readonly #covered: Float64Array;
  #asked = 0;

  constructor(lengths: FieldLengths) {
    this.#lengths = lengths;
    this.#sums = new Float64Array(lengths.largestId + 1);
    this.#covered = new Float64Array(lengths.largestId + 1);
  }

  /** A word of the question, by the places of its stem. */
  addWord(places: Places): void {
    const rarity = this.#rarity(places);
    this.#asked += rarity;
    this.#addPlaces(places, rarity, this.#covered);
  }

  /** The same word as it is written: counts on top, and not as another word asked for. */
  addExact(places: Places): void {
    this.#addPlaces(places, this.#rarity(places), null);
  }

  /** A document with all the words beats one with few of them often: the sum is damped by the share of rarity it covers. */
  ranking(): Ranked[] {
    const ranked: Ranked[] = [];
    this.#covered.forEach((covered, id) => {
      if (covered > 0) ranked.push({ id, score: (this.#sums[id] ?? 0) * Math.sqrt(covered / this.#asked) });
    });
    return ranked.sort((a, b) => b.score - a.score || a.id - b.id);
  }

  /** Adds each run of equal places (one column of one document) to the sums; a document's first run covers the word. */
  #addPlaces(places: Places, rarity: number, covered: Float64Array | null): void {
    let last = -1;
    for (let from = 0, to = 0; from < places.length; from = to) {
      const place = places[from] ?? 0;
      while (places[to] === place) to++;
      const id = Math.floor(place / COLUMN_SLOTS);
      this.#sums[id] = (this.#sums[id] ?? 0) + rarity * this.#weigh(place, to - from);
      if (covered && id !== last) covered[id] = (covered[id] ?? 0) + rarity;
      last = id;
    }
  }

  /** BM25's inverse document frequency, never negative; 0 for a word that stands nowhere. */
  #rarity(places: Places): number {
    let [found, last] = [0, -1];
    for (const place of places) {
      const id = Math.floor(place / COLUMN_SLOTS);
      if (id !== last) found++;
      last = id;
    }
    return found === 0 ? 0 : Math.log(1 + (this.#lengths.documents - found + 0.5) / (found + 0.5));
  }

  #weigh(place: number, count: number): number {
    const column = place % COLUMN_SLOTS;
    const { weight, k, b } = SETTINGS[column] ?? COLUMNS.body;
    const relative = (this.#lengths.words[place] ?? 0) / (this.#lengths.average[column] ?? 1);
    return (weight * count) / (count + k * (1 - b + b * relative));
  }
}
