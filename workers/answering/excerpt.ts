import type { Highlight } from '../../core/domain/settlement.ts';
import { analyse } from '../analysis/analyser.ts';
import { paragraphs } from '../indexing/passages.ts';

/** Ranges of `text` whose words share a stem with the question. */
export function highlightsOf(text: string, stems: ReadonlySet<string>): Highlight[] {
  return analyse(text)
    .filter((token) => !token.stop && stems.has(token.stem))
    .map((token) => [token.start, token.end]);
}

/** The passage that shares most words with the question; the first one when none does. */
export function bestPassage(passages: string[], stems: ReadonlySet<string>): string {
  const shared = (text: string): number => new Set(analyse(text).flatMap(({ stem }) => (stems.has(stem) ? [stem] : []))).size;
  return passages.reduce((best, text) => (shared(text) > shared(best) ? text : best), passages[0] ?? '');
}

/** The paragraph a sheet opens with: it answers by itself. */
export function firstParagraph(body: string): string {
  return (paragraphs(body)[0] ?? '').replaceAll(/\s+/g, ' ').trim();
}
