import type { Finding } from '../../core/domain/settlement.ts';
import type { Found } from './candidates.ts';
import { cite, type Library } from './compose.ts';
import type { Understanding } from './understand.ts';

const NEAREST = 3;

/** Why, where it is known, and the chance that the best candidate would have been right after all. */
export interface Refusal {
  reason?: string;
  confidence?: number;
}

/** An honest "not in the knowledge base": what was looked for and the nearest sheets, as places to look and nothing more. */
export function refuse(
  understanding: Understanding,
  candidates: Found[],
  library: Library,
  { reason, confidence = 0 }: Refusal = {},
): Finding {
  const nearest = candidates.slice(0, NEAREST);
  const words = [...new Set(understanding.subject.map((token) => understanding.question.slice(token.start, token.end)))];
  const looked = words.length > 0 ? ` Recherché : ${words.join(', ')}.` : '';
  const list = nearest.map(({ document }, at) => `${document.title} [${at + 1}]`).join(' ; ');
  const near = list === '' ? '' : `\n\nLe plus proche, sans garantie que cela réponde : ${list}.`;
  return {
    status: 'no_answer',
    answer: `${reason ?? 'La base de connaissances ne contient pas de réponse sûre à cette question.'}${looked}${near}`,
    entries: [],
    citations: cite(nearest, understanding, library),
    confidence,
  };
}
