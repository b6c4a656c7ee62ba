import type { IndexDocument } from './documents.ts';

/** A piece of a document that gets a vector of its own. */
export interface IndexPassage {
  /** What is shown as the excerpt. */
  text: string;
  /** What is embedded: the title carries the subject, so it counts more than once. */
  embedded: string;
}

/** How documents are cut for embedding. */
export interface PassageSettings {
  /** Words of body per passage; static vectors blur beyond that. */
  words: number;
  /** Times the title stands before each piece of the body: with one, the body drowns the subject. */
  titleRepeats: number;
}

/** Compared with others by `npm run compare:retrieval`. */
export const PASSAGES: PassageSettings = { words: 60, titleRepeats: 3 };

/** Passages of a document: pieces of its body, then one per question it answers (shown with the first piece). */
export function passagesOf(document: IndexDocument, { words, titleRepeats } = PASSAGES): IndexPassage[] {
  const pieces = split(document.body, words);
  const first = pieces[0] ?? document.title;
  const head = `${`${document.title} `.repeat(titleRepeats)}${document.words.join(' ')}`;
  const ofBody = (pieces.length > 0 ? pieces : ['']).map((piece) => ({
    text: piece || document.title,
    embedded: `${head} ${piece}`,
  }));
  const ofWords = document.words.map((phrase) => ({ text: first, embedded: phrase }));
  const ofQuestions = document.questions.map((question) => ({ text: first, embedded: question }));
  return [...ofBody, ...ofQuestions, ...ofWords];
}

/** Cuts at paragraphs, and inside a long paragraph after sentences, so that a piece has about `size` words. */
export function split(body: string, size: number): string[] {
  const sentences = paragraphs(body)
    .flatMap((paragraph) => paragraph.split(/(?<=[.!?])\s+(?=[A-ZÀ-Ý«])/u))
    .flatMap((sentence) => slices(sentence.trim(), size))
    .filter((sentence) => sentence !== '');
  const pieces: string[] = [];
  let piece: string[] = [];
  let words = 0;
  for (const sentence of sentences) {
    const more = sentence.split(/\s+/).length;
    if (words > 0 && words + more > size) {
      pieces.push(piece.join(' '));
      [piece, words] = [[], 0];
    }
    piece.push(sentence);
    words += more;
  }
  return words > 0 ? [...pieces, piece.join(' ')] : pieces;
}

/** Paragraphs of a document's text; each item of a list is one. */
export function paragraphs(body: string): string[] {
  return body.split(/\n\s*\n|\n(?=•)/);
}

function slices(sentence: string, size: number): string[] {
  const words = sentence.split(/\s+/);
  if (words.length <= size) return [sentence];
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, (at + 1) * size).join(' '));
}
