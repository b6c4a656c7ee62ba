import { analyse, type Token } from '../analysis/analyser.ts';
import { bridgeTerm } from './bridge.ts';
import type { LexiconParts } from './lexicon.ts';
import type { Match } from './phrases.ts';
import { edited, type Edit, type Reading } from './reading.ts';
import { isUnknown, repairWord } from './repair.ts';
import { SHORTEST_REST, startsWithVowel, withoutApostrophe } from './respelling.ts';

/** A French question: first what is written wrong, then what is written short or by an old name. */
export function readFrench(question: string, parts: LexiconParts): Reading {
  const repaired = edited(question, repairs(question, parts));
  const expanded = edited(repaired.text, expansions(repaired.text, parts));
  return { text: expanded.text, lectures: [...repaired.lectures, ...expanded.lectures] };
}

function repairs(text: string, parts: LexiconParts): Edit[] {
  const tokens = analyse(text);
  const exacts = tokens.map(({ exact }) => exact);
  const edits: Edit[] = [];
  let next = 0;
  tokens.forEach((token, at) => {
    if (at < next) return;
    const short = shortAt(text, tokens, exacts, at, parts);
    const english = bridgeTerm(text, tokens, at, parts);
    if (short) {
      edits.push(editOf(text, tokens, at, short));
      next = at + short.length;
    } else if (english) {
      edits.push(english.edit);
      next = at + english.length;
    } else {
      const repair = repairWord(text, token, parts.words);
      if (repair) edits.push(repair);
    }
  });
  return edits;
}

/** The longest shortcut or listed misspelling at a place, also behind an apostrophe left out ("lordi"). */
function shortAt(
  text: string,
  tokens: readonly Token[],
  exacts: readonly string[],
  at: number,
  { tables, words }: LexiconParts,
): Match | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const found = tables.faute.longestAt(exacts, at);
  if (found) {
    const row = tokens.slice(at, at + found.length);
    return isTypedSmall(text, row) && (token.exact.length > 1 || found.length > 1 || standsAlone(text, token))
      ? found
      : undefined;
  }
  const { head, rest = '' } = withoutApostrophe(token.exact) ?? {};
  if (head === undefined || rest.length < SHORTEST_REST || !isUnknown(text, token, words)) return undefined;
  const meant = tables.faute.longestAt([rest], 0)?.meant ?? '';
  return startsWithVowel(meant) && isTypedSmall(text, [token]) ? { length: 1, meant: `${head}'${meant}` } : undefined;
}

/** A letter for its sound ("versé o client") stands between spaces: in "h.a.o" and "c/o" it is something else. */
const standsAlone = (text: string, { start, end }: Token): boolean =>
  /^\s?$/.test(text.charAt(start - 1)) && /^\s/.test(text.charAt(end));

/** A shortcut is typed in small letters: "CB" is something else than "cb". */
function isTypedSmall(text: string, tokens: readonly Token[]): boolean {
  return (
    tokens.some(({ exact }) => exact.length > 4) ||
    tokens.every(({ start, end }) => !/\p{Lu}{2}|^\p{Lu}$/u.test(text.slice(start, end)))
  );
}

function editOf(text: string, tokens: readonly Token[], at: number, { length, meant }: Match): Edit {
  const start = tokens[at]?.start ?? 0;
  const end = tokens[at + length - 1]?.end ?? start;
  const lu = text.slice(start, end);
  if (meant === '' || lu.toLowerCase() === meant) return { start, end, text: meant };
  return { start, end, text: meant, lecture: { lu, compris: meant, par: 'orthographe' } };
}

/** Abbreviations and old names stay, and what they stand for is said after them, unless the question says it already. */
function expansions(text: string, { tables }: LexiconParts): Edit[] {
  const tokens = analyse(text);
  const exacts = tokens.map(({ exact }) => exact);
  const written = tokens.map(({ start, end }) => text.slice(start, end));
  const small = written.map((word) => (LINE_CODE.test(word) ? word : word.toLowerCase()));
  const stems = new Set(tokens.map(({ stem }) => stem));
  const edits: Edit[] = [];
  let next = 0;
  tokens.forEach(({ start }, at) => {
    if (at < next || AFTER_FIGURE.test(text.slice(0, start))) return;
    if (LINE_CODE.test(written[at] ?? '') && AMONG_LINES.test(text.slice(0, start))) return;
    const short = tables.abreviation.longestAt(written, at) ?? tables.abreviation.longestAt(small, at);
    const found = short ?? tables.ancien.longestAt(exacts, at);
    if (!found) return;
    next = at + found.length;
    const end = tokens[next - 1]?.end ?? start;
    const adds = analyse(found.meant).some(({ stem, stop }) => !stop && !stems.has(stem));
    const lecture = { lu: text.slice(start, end), compris: found.meant, par: 'abreviation' } as const;
    if (adds) edits.push({ start: end, end, text: ` ${found.meant}`, lecture });
  });
  return edits;
}

/** "1 000 000 F HT": what follows a figure belongs to it. */
const AFTER_FIGURE = /\d\s*(?:f\s?cfa|fcfa|francs?|f)?\s*$/iu;

/** "poste DA": two capitals among the lines of the statements are the line, not what they stand for elsewhere. */
const LINE_CODE = /^\p{Lu}{2}$/u;
const AMONG_LINES = /\b(?:postes?|lignes?|rubriques?|codes?)\b/iu;
