import type { Finding } from '../../core/domain/settlement.ts';
import { analyse, contentTokens, fold } from '../analysis/analyser.ts';
import { INTENT_STEMS } from './intent.ts';
import { lireMontants } from './montants.ts';

/** More than this at once belongs in a list of questions. */
const MOST = 5;

const ASKS = String.raw`(?:(?:dans|sur|a|au|en|pour|sous) )?(?:quels?|quelles?|comment|combien|quand|ou (?:passer|mettre|va)|pourquoi|qu'est[- ]ce|c'est quoi)\b`;

/** Where one sentence goes on to ask something else. */
const NEXT_QUESTION = new RegExp(String.raw`(?:\s*[,;]\s*|\s+)(?:et|puis|et aussi|ainsi que)\s+(?=${ASKS})`, 'g');

const IS_QUESTION = new RegExp(String.raw`\?|\b${ASKS}|\b(?:peut|doit|faut|est)-(?:on|il|ce|elle)\b`);

/** Words that speak of what came before: such a question cannot stand alone. */
const LEANS =
  /^(?:et )?(?:dans ce cas|alors|sinon)\b|\b(?:celui|celle|ceux|celles|cela|ca|ce montant|cette (?:operation|somme)|ces comptes)\b|\b(?:comment|quand|ou|combien|pourquoi|faut-il|peut-on|doit-on)(?: (?:on|je|nous))? (?:le|la|les|l'|en|y|lui|leur) ?(?:\p{L}*(?:er|ir|re|e|ent|ons)\b)|\b(?:est|sont|peut|doit|vaut|va)-(?:il|elle|ils|elles)\b/u;

/**
 * The questions of one text: several only where each can stand alone, with a subject of its own; otherwise the text as it is.
 */
export function splitQuestions(text: string): string[] {
  const parts = text
    .split(/(?<=\?)\s+|\n+/)
    .flatMap(splitSentence)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const several = parts.length > 1 && parts.length <= MOST && parts.every(standsAlone) && !shareAmounts(parts);
  return several ? parts : [text];
}

function splitSentence(sentence: string): string[] {
  const folded = fold(sentence);
  // Folding opens ligatures: where that moves the letters, the sentence is left whole.
  if (folded.length !== sentence.length) return [sentence];
  const cuts = [...folded.matchAll(NEXT_QUESTION)];
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  const ends = [...cuts.map((cut) => cut.index), sentence.length];
  return starts.map((start, at) => sentence.slice(start, ends[at]));
}

function standsAlone(part: string): boolean {
  const folded = fold(part);
  const subject = contentTokens(analyse(part)).filter(({ stem }) => !INTENT_STEMS.has(stem));
  return IS_QUESTION.test(folded) && !LEANS.test(folded) && subject.length > 0;
}

/** Amounts in some parts only may be meant for all. */
function shareAmounts(parts: string[]): boolean {
  const given = parts.filter((part) => lireMontants(part).length > 0).length;
  return given > 0 && given < parts.length;
}

/**
 * One finding for several questions: numbered, each with its own citations and steps. As sure as the least sure answer. That of a
 * single question stays as it is.
 */
export function joinFindings(asked: { question: string; finding: Finding }[]): Finding {
  if (asked.length === 1 && asked[0]) return asked[0].finding;
  const answered = asked.filter(({ finding }) => finding.status === 'answered');
  const offsets = asked.map((_, at) => asked.slice(0, at).reduce((sum, { finding }) => sum + finding.citations.length, 0));
  const explication = asked.flatMap(({ finding }) => finding.explication ?? []);
  const texts = asked.map(({ question, finding }, at) => {
    const shifted = finding.answer.replaceAll(/\[(\d+)\]/g, (_, marker) => `[${Number(marker) + (offsets[at] ?? 0)}]`);
    return `${at + 1}. ${question}\n\n${shifted}`;
  });
  return {
    status: answered.length > 0 ? 'answered' : 'no_answer',
    answer: texts.join('\n\n'),
    entries: asked.flatMap(({ finding }, at) =>
      finding.entries.map((line) => ({ ...line, moment: `Question ${at + 1} – ${line.moment}` })),
    ),
    citations: asked.flatMap(({ finding }) => finding.citations),
    confidence: Math.min(...(answered.length > 0 ? answered : asked).map(({ finding }) => finding.confidence)),
    ...(explication.length > 0 ? { explication } : {}),
  };
}
