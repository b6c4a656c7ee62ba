/** A piece of an answer: plain text, or a marker [n] that points to a citation. */
export type AnswerPart = { kind: 'text'; text: string } | { kind: 'marker'; number: number };

/** An answer cut into paragraphs, or into lists of items where lines start with "- ". */
export type AnswerBlock = { kind: 'paragraph'; parts: AnswerPart[] } | { kind: 'list'; items: AnswerPart[][] };

const ITEM = /^\s*[-•–]\s+/u;

/** Text and markers of one line; a marker without its citation stays text, so that no button leads nowhere. */
export function answerParts(text: string, citations: number): AnswerPart[] {
  const parts: AnswerPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
    const number = Number(match[1]);
    if (number < 1 || number > citations) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'marker', number });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** The blocks of an answer: every line its own paragraph, neighbouring "- " lines one list. */
export function answerBlocks(answer: string, citations: number): AnswerBlock[] {
  const blocks: AnswerBlock[] = [];
  for (const line of answer.split(/\r?\n/).filter((text) => text.trim() !== '')) {
    const last = blocks.at(-1);
    if (!ITEM.test(line)) {
      blocks.push({ kind: 'paragraph', parts: answerParts(line.trim(), citations) });
      continue;
    }
    const item = answerParts(line.replace(ITEM, '').trim(), citations);
    if (last?.kind === 'list') last.items.push(item);
    else blocks.push({ kind: 'list', items: [item] });
  }
  return blocks;
}

/** Numbers of the citations that the answer points to. */
export function citedNumbers(answer: string, citations: number): Set<number> {
  const numbers = answerParts(answer, citations).flatMap((part) => (part.kind === 'marker' ? [part.number] : []));
  return new Set(numbers);
}
