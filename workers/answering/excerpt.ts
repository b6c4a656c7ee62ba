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
  return passages.reduce((best, text) => (shared(text, stems) > shared(best, stems) ? text : best), passages[0] ?? '');
}

function shared(text: string, stems: ReadonlySet<string>): number {
  return new Set(analyse(text).flatMap(({ stem }) => (stems.has(stem) ? [stem] : []))).size;
}

/** The paragraph a sheet opens with: it answers by itself. */
export function firstParagraph(body: string): string {
  return (paragraphs(body)[0] ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** Words a second paragraph must share with the question to be shown besides the first. */
const TELLING = 2;

/** The paragraph after the first that shares most words with the question, where it shares more than one; lists stay whole. */
export function tellingParagraph(body: string, stems: ReadonlySet<string>): string | undefined {
  const [, ...others] = body.split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll(/[ \t]+/g, ' ').trim());
  const best = bestPassage(others, stems);
  return shared(best, stems) >= Math.min(TELLING, stems.size) ? best : undefined;
}
