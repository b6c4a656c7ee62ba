import { stemmer } from '@orama/stemmers/english';

/**
 * English words of grammar: they tell English from French, and are passed over inside phrases, so that "loan from the bank" and "bank loan
 * received" are compared by what they are about. None is a common French word.
 */
export const GRAMMAR: ReadonlySet<string> = new Set(
  `the an of to for with from by at in into upon and my our your his her their its this that these those there here
  do does did done doing i we you he she it they us them should would could can may might must shall will ought
  be is are was were been being am has have had having need want get got make made us please just also any some each
  when where why who whose which what how whether if then than so such while during between about
  again only very too many much more most not no nor or yes used using use
  because as but though through per via yet still ever always such else both either neither therefore however until upon`.split(
    /\s+/,
  ),
);

/** Grammar words that French has too, or that mean something inside a phrase: they do not tell the language. */
const SHARED: ReadonlySet<string> = new Set('a on as or an us so no not per via but an in if i he me'.split(' '));

/** Says that a text is English. */
export const tellsEnglish = (word: string): boolean => GRAMMAR.has(word) && !SHARED.has(word);

/** Passed over when phrases are compared. */
export const isPassedOver = (word: string): boolean =>
  word !== 'not' && word !== 'no' && (GRAMMAR.has(word) || word === 'a' || word === 'on' || word === 's');

/** Prepositions that make a phrase of their own with what follows: "in cash", "by cheque", "on credit". */
export const opensPhrase = (word: string): boolean => /^(?:by|in|on|for)$/.test(word);

/** The words by which a phrase is known: grammar is passed over, but for a preposition that opens it. */
export function phraseWords(words: readonly string[]): string[] {
  return words.filter((word, at) => !isPassedOver(word) || (at === 0 && words.length > 1 && opensPhrase(word)));
}

/** British and American spelling to one, word by word or by ending. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^cheque/, 'check'],
  [/^programme/, 'program'],
  [/^licence/, 'license'],
  [/^tyre/, 'tire'],
  [/^instalment/, 'installment'],
  [/^catalogue/, 'catalog'],
  [/^defence/, 'defense'],
  [/tre$/, 'ter'],
  [/iz(?=e|ed|es|er|ing|ation)/, 'is'],
  [/our(?=s?$|ed$|ing$|able$)/, 'or'],
  [/ll(?=ed$|ing$|er$|ers$)/, 'l'],
];

/** Words of a text as they are typed, hyphens and possessives opened. */
export function typedWords(text: string): string[] {
  return text.replaceAll(/['’ʼ][sS]?(?![\p{L}])/gu, '').match(/[\p{L}\p{N}&]+/gu) ?? [];
}

/** The same in lower case and one spelling; "US" and "IT" stay in capitals, as they are no grammar. */
export function englishWords(text: string, shouted = false): string[] {
  return typedWords(text).map((typed) => {
    const word = typed.toLowerCase();
    if (!shouted && GRAMMAR.has(word) && /^\p{Lu}{2,}$/u.test(typed)) return typed;
    return SPELLINGS.reduce((spelt, [pattern, other]) => spelt.replace(pattern, other), word);
  });
}

/** The stem under which forms of one English word meet. */
export const englishStem = (word: string): string => IRREGULAR.get(word) ?? stemmer(word);

/** Forms that no stemmer brings together. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bought: 'buy',
    sold: 'sell',
    paid: 'pai',
    lent: 'lend',
    gave: 'give',
    given: 'give',
    written: 'write',
    wrote: 'write',
    withdrew: 'withdraw',
    withdrawn: 'withdraw',
    kept: 'keep',
    sent: 'send',
    spent: 'spend',
    lost: 'lose',
    stolen: 'steal',
  }),
);
