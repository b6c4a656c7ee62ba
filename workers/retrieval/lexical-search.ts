import { contentTokens, type Token } from '../analysis/analyser.ts';
import { COLUMN_SLOTS, type FieldLengths, type IndexStore, type Places } from '../store/open-index.ts';
import { TEXT_FIELDS, type TextField } from '../store/schema.ts';
import { rarity } from './rarity.ts';

/** A document found, with the score of the search that found it. */
export interface Ranked {
  id: number;
  score: number;
}

/** How the words of one field count: `weight` overall, `k` how late more of the same word stops counting, `b` how much length weighs. */
export interface FieldSettings {
  weight: number;
  k: number;
  b: number;
}

/** How words count in all. */
export interface LexicalSettings {
  fields: Record<TextField, FieldSettings>;
  stemShare: number;
  /** What the words as they are written add to their stems: among words of one stem, and against chance stems. */
  exactShare: number;
}

/**
 * Title, everyday words and questions say what a document is about; the body also mentions its neighbours, and a word must
 * come often there to mean as much. Set on three French collections (labour-law questions, our own sheets' questions,
 * headings); the optimum is flat.
 */
export const LEXICAL: LexicalSettings = {
  fields: {
    title: { weight: 2, k: 1.2, b: 0.7 },
    words: { weight: 2, k: 1.2, b: 0.7 },
    questions: { weight: 2, k: 1.2, b: 0.7 },
    body: { weight: 1, k: 3, b: 0.75 },
  },
  stemShare: 1,
  exactShare: 0.5,
};

/** Documents that share words with the question, best first; ties go to the smaller id. */
export function lexicalSearch(store: IndexStore, tokens: Token[], limit: number, settings = LEXICAL): Ranked[] {
  const content = contentTokens(tokens);
  const stems = new Set(content.map((token) => token.stem));
  const exacts = new Set(content.map((token) => token.exact));
  const [byStem, byExact] = [new Tally(store.fieldLengths(), settings), new Tally(store.fieldLengths(), settings)];
  for (const term of new Set([...stems, ...exacts])) {
    const places = store.places(term);
    if (stems.has(term)) byStem.add(places, 0);
    if (exacts.has(term)) byExact.add(places, TEXT_FIELDS.length);
  }
  const ids = byStem.ids();
  const scores = new Float64Array(store.fieldLengths().largestId + 1);
  for (const id of ids) scores[id] = settings.stemShare * byStem.score(id) + settings.exactShare * byExact.score(id);
  return ids
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, limit)
    .map((id) => ({ id, score: scores[id] ?? 0 }));
}

/**
 * Sums BM25 over words and fields, each field with its own saturation and its own length. FTS5's bm25() pools the fields and
 * divides by the length of all of them, which drowns a short title in a long body: measured clearly worse.
 */
class Tally {
  readonly #lengths: FieldLengths;
  readonly #fields: readonly FieldSettings[];
  /** By document id: the sum, and the rarity of the question's words that the document has. */
  readonly #sums: Float64Array;
  readonly #covered: Float64Array;
  #asked = 0;

  constructor(lengths: FieldLengths, { fields }: LexicalSettings) {
    this.#lengths = lengths;
    this.#fields = TEXT_FIELDS.map((field) => fields[field]);
    this.#sums = new Float64Array(lengths.largestId + 1);
    this.#covered = new Float64Array(lengths.largestId + 1);
  }

  /** A word of the question, by its places; of these only the columns of the four fields from `firstColumn` on count. */
  add(places: Places, firstColumn: number): void {
    const weight = this.#rarity(places, firstColumn);
    this.#asked += weight;
    let last = -1;
    // Each run of equal places is one field of one document.
    for (let from = 0, to = 0; from < places.length; from = to) {
      const place = places[from] ?? 0;
      while (places[to] === place) to++;
      if (!isIn(place % COLUMN_SLOTS, firstColumn)) continue;
      const id = Math.floor(place / COLUMN_SLOTS);
      const field = (place % COLUMN_SLOTS) - firstColumn;
      this.#sums[id] = (this.#sums[id] ?? 0) + weight * this.#weigh(id, field, to - from);
      if (id !== last) this.#covered[id] = (this.#covered[id] ?? 0) + weight;
      last = id;
    }
  }

  /** Documents that have one of the words, ascending. */
  ids(): number[] {
    const ids: number[] = [];
    this.#covered.forEach((covered, id) => {
      if (covered > 0) ids.push(id);
    });
    return ids;
  }

  /** A document with all the words beats one with few of them often: the sum is damped by the share of rarity it covers. */
  score(id: number): number {
    return this.#asked === 0 ? 0 : (this.#sums[id] ?? 0) * Math.sqrt((this.#covered[id] ?? 0) / this.#asked);
  }

  #rarity(places: Places, firstColumn: number): number {
    let [found, last] = [0, -1];
    for (const place of places) {
      if (!isIn(place % COLUMN_SLOTS, firstColumn)) continue;
      const id = Math.floor(place / COLUMN_SLOTS);
      if (id !== last) found++;
      last = id;
    }
    return rarity(found, this.#lengths.documents);
  }

  #weigh(id: number, field: number, count: number): number {
    const { weight, k, b } = this.#fields[field] ?? LEXICAL.fields.body;
    const length = this.#lengths.words[id * TEXT_FIELDS.length + field] ?? 0;
    return (weight * count) / (count + k * (1 - b + (b * length) / (this.#lengths.average[field] ?? 1)));
  }
}

const isIn = (column: number, first: number): boolean => column >= first && column < first + TEXT_FIELDS.length;
