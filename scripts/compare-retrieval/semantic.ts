import type { RankedByMeaning } from '../../workers/retrieval/semantic-search.ts';
import { similarities, type PassageVectors } from './passage-vectors.ts';
import { unit } from './static-model.ts';

/** As many documents as 400 passages of the product's search usually belong to. */
export const DEPTH = 200;

/** Passages of a document that are looked at together, as in the product. */
const GATHERED = 3;

/** Documents by their best passage, nearest first; the scan is exact, so differences are the variants' own. */
export function rankByMeaning(passages: PassageVectors, vector: Float32Array): RankedByMeaning[] {
  if (vector.every((value) => value === 0)) return [];
  return byDocument(similarities(passages, vector), passages.documentOf);
}

function byDocument(scores: Float32Array, documentOf: Int32Array): RankedByMeaning[] {
  const documents = (documentOf.at(-1) ?? 0) + 1;
  const best = new Float32Array(documents * GATHERED).fill(-1);
  scores.forEach((score, row) => insert(best, (documentOf[row] ?? 0) * GATHERED, score));
  const order = Array.from({ length: documents - 1 }, (_, at) => at + 1);
  const first = (id: number): number => best[id * GATHERED] ?? -1;
  return order
    .sort((a, b) => first(b) - first(a) || a - b)
    .slice(0, DEPTH)
    .map((id) => {
      const own = [...best.subarray(id * GATHERED, (id + 1) * GATHERED)].filter((score) => score > -1);
      // A document with fewer passages must not win by its one: what is missing counts as nothing near.
      const sum = own.reduce((total, score) => total + score, 0);
      return { id, score: first(id), gathered: sum / GATHERED };
    });
}

function insert(best: Float32Array, from: number, score: number): void {
  for (let place = 0, value = score; place < GATHERED; place++) {
    const held = best[from + place] as number;
    if (value <= held) continue;
    best[from + place] = value;
    value = held;
  }
}

/** The same documents by the mean of their three best passages. */
export function byGathered(ranking: RankedByMeaning[]): RankedByMeaning[] {
  return ranking.map((one) => ({ ...one, score: one.gathered })).sort((a, b) => b.score - a.score || a.id - b.id);
}

/** Pseudo relevance feedback (Rocchio): the question moved towards the best passages of the documents ranked first. */
export function movedTowards(vector: Float32Array, passages: PassageVectors, documents: number[], share: number): Float32Array {
  const scores = similarities(passages, vector);
  const best = new Map(documents.map((id) => [id, { row: -1, score: -2 }]));
  scores.forEach((score, row) => {
    const one = best.get(passages.documentOf[row] ?? 0);
    if (one && score > one.score) Object.assign(one, { row, score });
  });
  const moved = vector.slice();
  for (const { row } of best.values()) {
    if (row < 0) continue;
    const from = row * passages.dimension;
    for (let at = 0; at < moved.length; at++)
      moved[at] = (moved[at] as number) + (share / documents.length) * (passages.values[from + at] as number);
  }
  return unit(moved);
}
