import { shuffle, type Random } from './random.ts';
import { SPANS } from './recipe.ts';
import type { Pair } from './sources.ts';

function between(shortest: number, longest: number, random: Random): number {
  return shortest + Math.floor(random() * (longest - shortest + 1));
}

/** A run of words of the paragraph as the question, a window of the paragraph around it as the document. */
function spanPair(paragraph: readonly string[], random: Random): Pair {
  const offset = between(0, Math.max(0, paragraph.length - SPANS.window), random);
  const words = paragraph.slice(offset, offset + SPANS.window);
  const length = between(SPANS.shortest, SPANS.longest, random);
  const start = between(0, words.length - length, random);
  const question = words.slice(start, start + length).join(' ');
  if (random() < SPANS.removed) words.splice(start, length);
  return { question, document: words.join(' '), own: false };
}

/**
 * Pairs for tuning out of plain text: headings are few and alike, paragraphs are many.
 * @param lines normalised paragraphs, as given to fastText
 */
export function spanPairs(lines: readonly string[], random: Random): Pair[] {
  const paragraphs = [...new Set(lines)].map((line) => line.split(' '));
  const long = paragraphs.filter((words) => words.length >= SPANS.shortestParagraph);
  return shuffle(long, random)
    .slice(0, SPANS.pairs)
    .map((words) => spanPair(words, random));
}
