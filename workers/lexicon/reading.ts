/** What a part of a question was taken for, so that the answer can say so. */
export interface Lecture {
  /** As it was typed. */
  lu: string;
  /** In French. */
  compris: string;
  par: 'orthographe' | 'abreviation' | 'anglais';
}

/** A question as it is understood: the French text that is searched, and what was read otherwise than it was typed. */
export interface Reading {
  text: string;
  lectures: Lecture[];
}

/** A change to a text. `lecture` is missing where nobody needs to be told (an accent put back). */
export interface Edit {
  start: number;
  end: number;
  text: string;
  lecture?: Lecture;
}

/** The text with the edits made; they are in order and do not overlap. */
export function edited(text: string, edits: readonly Edit[]): Reading {
  let [result, at] = ['', 0];
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return { text: result + text.slice(at), lectures: edits.flatMap(({ lecture }) => lecture ?? []) };
}
