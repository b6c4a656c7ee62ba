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
  let [best = ''] = passages;
  let most = shared(best, stems);
  for (const text of passages.slice(1)) {
    const words = shared(text, stems);
    if (words > most) [best, most] = [text, words];
  }
  return best;
}

function shared(text: string, stems: ReadonlySet<string>): number {
  return new Set(analyse(text).flatMap(({ stem }) => (stems.has(stem) ? [stem] : []))).size;
}

/** The paragraph a sheet opens with: it answers by itself. */
export function firstParagraph(body: string): string {
  return (paragraphs(body)[0] ?? '').replaceAll(/\s+/g, ' ').trim();
}

/** Words a further paragraph must share with the question to be shown besides the first. */
const TELLING = 1;

/** The paragraphs after the first that share most words with the question, at most `most`, in their order; lists stay whole. */
export function tellingParagraphs(body: string, stems: ReadonlySet<string>, most: number): string[] {
  const [, ...others] = body.split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll(/[ \t]+/g, ' ').trim());
  const telling = others
    .map((text) => ({ text, words: shared(text, stems) }))
    .filter(({ text, words }) => text !== '' && words >= Math.min(TELLING, stems.size))
    .sort((one, other) => other.words - one.words)
    .slice(0, most)
    .map(({ text }) => text);
  return others.filter((text) => telling.includes(text));
}
