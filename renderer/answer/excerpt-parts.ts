import type { Highlight } from '../../core/domain/settlement.ts';

/** A piece of an excerpt; `marked` where it matches the question. */
export interface ExcerptPart {
  text: string;
  marked: boolean;
}

/** Cuts an excerpt at its highlights. Ranges may overlap, touch, be unsorted or reach beyond the text: nothing is lost or doubled. */
export function excerptParts(excerpt: string, highlights: readonly Highlight[]): ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  const push = (start: number, end: number, marked: boolean): void => {
    if (end > start) parts.push({ text: excerpt.slice(start, end), marked });
  };
  let done = 0;
  for (const [from, to] of highlights.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(from, done);
    const end = Math.min(to, excerpt.length);
    if (end <= start) continue;
    push(done, start, false);
    push(start, end, true);
    done = end;
  }
  push(done, excerpt.length, false);
  return parts;
}
