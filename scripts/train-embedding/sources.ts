import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { contentWordsOf } from './normalise.ts';
import { shuffle, type Random } from './random.ts';
import { REPEATS } from './recipe.ts';

/** A question or heading and the text that answers it; `own` when it comes from our knowledge base. */
export interface Pair {
  readonly question: string;
  readonly document: string;
  readonly own: boolean;
  /** Pairs of one group are never each other's negatives. */
  readonly group?: string;
}

const SHORTEST_LINE = 3;

function gzippedLines(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString('utf8').split('\n');
}

function filesEndingIn(folder: string, suffix: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => join(folder, name));
}

/** How many times a line goes into the training text: a whole number, drawn for shares below 1. */
function copies(source: string, random: Random): number {
  const repeats = REPEATS[source] ?? 1;
  return repeats < 1 ? Number(random() < repeats) : repeats;
}

/**
 * All lines for fastText, normalised, up-sampled and shuffled: `<source>.txt.gz` of the text folder, and the
 * paragraphs of our own knowledge base.
 */
export function trainingLines(textFolder: string, ownParagraphs: readonly string[], random: Random): string[] {
  const lines: string[] = [];
  const add = (source: string, text: string): void => {
    const count = copies(source, random);
    if (count === 0) return;
    const words = contentWordsOf(text);
    if (words.length < SHORTEST_LINE) return;
    const line = words.join(' ');
    for (let copy = 0; copy < count; copy++) lines.push(line);
  };
  for (const path of filesEndingIn(textFolder, '.txt.gz')) {
    const source = basename(path, '.txt.gz');
    for (const text of gzippedLines(path)) add(source, text);
  }
  for (const paragraph of ownParagraphs) add('corpus', paragraph);
  return shuffle(lines, random);
}

/** The heading-to-text pairs of `<text>/pairs/*.jsonl.gz`. */
export function textPairs(textFolder: string): Pair[] {
  const pairs: Pair[] = [];
  for (const path of filesEndingIn(join(textFolder, 'pairs'), '.jsonl.gz')) {
    for (const line of gzippedLines(path)) {
      if (line === '') continue;
      const { q, d } = JSON.parse(line) as { q: string; d: string };
      pairs.push({ question: q, document: d, own: false });
    }
  }
  return pairs;
}
