/**
 * The text as the vectors see it: lower case, no accents, œ → oe, words of letters and digits.
 * The tokenizer.json written by tokenizer-files.ts does the same at run time; a test compares both on real sentences.
 */
const WORD = /[a-z0-9]+/g;
const COMBINING_MARKS = /\p{Mn}/gu;

/** Grammatical words: their vectors are zero, so that a mean over a sentence passes over them. Already normalised. */
const STOP_WORDS_TEXT = `
a ai aient ainsi ait alors apres au aucun aucune auquel aussi autre autres aux avait avant avec avez avoir avons ayant
c car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de des depuis dessous dessus
doit doivent donc dont du duquel elle elles en encore entre est et etaient etait etant ete etes etre eu eux fait font
furent fut j je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais
me meme memes mes moi mon n ne ni non nos notre nous on ont or ou par parce pas pendant peut peuvent plus pour pourquoi
puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera seront ses si soit soient son sont
sous sur t ta te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une vers via vos votre vous y`;

export const STOP_WORDS: ReadonlySet<string> = new Set(STOP_WORDS_TEXT.trim().split(/\s+/));

/** All words of a text, stop words included, in order. */
export function wordsOf(text: string): string[] {
  const folded = text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFD');
  return folded.replace(COMBINING_MARKS, '').match(WORD) ?? [];
}

/** The words that carry meaning: everything but stop words. */
export function contentWordsOf(text: string): string[] {
  return wordsOf(text).filter((word) => !STOP_WORDS.has(word));
}
