/**
 * What an English question wants, as French people open such a question; the rest of the understanding reads the French. The first that
 * fits.
 */
const OPENINGS: readonly (readonly [RegExp, string])[] = [
  [/\bdifferences? between\b|\bdiffer(?:s|ent)? from\b|\bdistinguish\b/, 'quelle différence entre'],
  [
    /\b(?:journal|accounting|book(?:keeping)?|closing|adjusting|opening|reversing) entr(?:y|ies)\b|\bentr(?:y|ies) (?:for|to|when)\b|\bwhat (?:is|are|would be) the entr(?:y|ies)\b|\bwhat entr(?:y|ies)\b|(?<!data |duty )\bentr(?:y|ies)\s*[?.!]?\s*$/,
    'écriture comptable',
  ],
  [
    /\bhow\b.*\b(?:book(?:ed)?|record(?:ed)?|account(?:ed)? for|post(?:ed)?|enter(?:ed)?|treat(?:ed)?|recogni[sz]ed?|journali[sz]ed?|write off|write \p{L}+ off|capitali[sz]e|reverse)\b|\bhow (?:do|should|must|can|would) (?:i|we|you|one) (?!calculate|compute|determine|value|measure|present|disclose|prepare|know|choose|keep|show|read|fill|distinguish|prove|organi[sz]e|check|find|get|become|use|open|number)\p{L}+|\bdebit\b.*\bcredit(?:ed)?\b.*\?|^\W*(?:please\s+)?(?:record|book|post|journali[sz]e|recording|booking|posting|journali[sz]ing|accounting for)\b|\btreatment (?:of|for)\b/u,
    'comment comptabiliser',
  ],
  [/\b(?:which|what) notes?\b/, 'quelle note'],
  [
    /\b(?:which|what) (?:line|heading|caption|item)\b|\bwhere\b.*\b(?:balance sheet|income statement|cash flow|financial statements)\b/,
    'quel poste du bilan',
  ],
  [
    /\b(?:who|(?:which|what) (?:compan|entit|business|firm|organi[sz]ation)\p{L}*) (?:must|has to|have to|should)\b|\bwho (?:is|are) (?:required|obliged)\b/u,
    'qui doit',
  ],
  [
    /\b(?:which|what)\b(?! (?:currenc|language))(?:\s+[\p{L}-]+){0,4}?\s+accounts?\b|^\W*accounts?\s+(?:for|of|to|number|code|where)\b|\baccounting code\b|(?<!\bon )\baccount\s*(?:number|code)?\s*(?:\?|$)|\baccounts?\s+(?:in|under)\s+(?:ohada|syscohada)\b|\bwhere\b.*\b(?:put|post|record|book|charge|enter|classify|allocate|go|goes)\b/u,
    'quel compte pour',
  ],
  [/\bhow long\b|\bhow many years\b/, 'combien de temps'],
  [/\bhow (?:much|many)\b/, 'combien'],
  [/\bdeadline\b|\bby when\b|\bhow soon\b/, 'dans quel délai'],
  [/^\W*(?:from |since |until )?when\b|, when\b|\bwhat date\b/, 'quand'],
  [/\bwhy\b/, 'pourquoi'],
  [
    /^\W*(?:can|may|could)\b|\bis it (?:allowed|possible|permitted)\b|\b(?:is|are)\b.*\b(?:allowed|permitted|forbidden|prohibited)\b/,
    'peut-on',
  ],
  [/\bmust\b|\bshould\b|\bha(?:ve|s) to\b|\bmandatory\b|\bcompulsory\b|\brequired\b/, 'doit-on'],
  [
    /\bwhat (?:is|are|['’]s) the (?:\p{L}+ ){0,2}(?:threshold|limit|rate|percentage|minimum|maximum|duration|period|formula)\b/u,
    'quel est le',
  ],
  [/\bwhat (?:is|are|does|do)\b|\bwhat['’]s\b|\bdefin(?:e|ition)\b|\bmeaning\b|\bexplain\b/, "qu'est-ce que"],
  [/\bhow\b/, 'comment'],
  [/^\W*(?:is|are|does|do|which|what|who)\b/, 'est-ce que'],
];

/** "account 411", "accounts 601 and 31", "account no. 57". */
const NAMED = /\baccounts?\s+(?:no\.?\s*|number\s+|#\s*)?(?<numbers>\d{1,8}(?:\s*(?:,|and|or|&|\/)\s*\d{1,8})*)(?![\d,.]*\d)/iu;

/** What the opening alone says, though the words have meanings of their own. */
const OPENED = /\b(?:which|what) notes?\b|^\W*accounting for\b/iu;

const PURPOSE = /\b(?:what|purpose|use[ds]?|meaning|mean|explain|role|for|describe|definition)\b/i;

/** Openings that ask for more than the account's own sheet. */
const BEYOND_SHEET: ReadonlySet<string> = new Set(['comment comptabiliser', 'écriture comptable', 'quelle différence entre']);

/** The French opening of a question, with the accounts that it names, and the rest of the question without these. */
export function openingOf(question: string): { opening: string; rest: string } {
  const lower = question.toLowerCase();
  const opening = OPENINGS.find(([pattern]) => pattern.test(lower))?.[1] ?? '';
  const numbers = NAMED.exec(question)?.groups?.['numbers'];
  if (numbers === undefined) return { opening, rest: question.replace(OPENED, ' ') };
  const named = numbers.replaceAll(/\s*(?:,|and|or|&|\/)\s*/gi, ' et ');
  const compte = named.includes(' ') ? `les comptes ${named}` : `le compte ${named}`;
  const rest = question.replace(NAMED, ' ');
  if (BEYOND_SHEET.has(opening)) return { opening: `${opening} ${compte}`, rest };
  return { opening: PURPOSE.test(question) ? `à quoi sert ${compte}` : compte, rest };
}
