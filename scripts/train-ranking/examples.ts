import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../../core/quality/judge.ts';
import type { JudgedQuestion } from '../../core/quality/question-set.ts';
import type { Candidate } from '../../workers/answering/candidates.ts';
import { composeAnswer, libraryOf } from '../../workers/answering/compose.ts';
import { namedPlaces } from '../../workers/answering/named-places.ts';
import { selectCandidates } from '../../workers/answering/select.ts';
import { understand, type Understanding } from '../../workers/answering/understand.ts';
import type { Embedder } from '../../workers/embedding/embedder.ts';
import { buildIndex, type IndexSource } from '../../workers/indexing/build-index.ts';
import type { IndexDocument } from '../../workers/indexing/documents.ts';
import { openSearchParts } from '../../workers/retrieval/open-parts.ts';
import { retrieve, type SearchParts } from '../../workers/retrieval/retrieve.ts';

/** One question with its candidates, and which of them answer it. */
export interface Example {
  understanding: Understanding;
  candidates: Candidate[];
  right: boolean[];
  /** True for a question that must be refused. */
  refusal: boolean;
  /** Name of the kind, for reports. */
  kind: string;
}

/** Every question of ours against the whole index: right is what the judge accepts as the composed answer. */
export async function judgedExamples(parts: SearchParts, questions: JudgedQuestion[]): Promise<Example[]> {
  const examples: Example[] = [];
  for (const { question, attendu, kind } of questions) {
    const { understanding, candidates } = await candidatesOf(parts, question);
    const library = libraryOf(parts.store);
    const right = candidates.map((candidate) => {
      const finding = composeAnswer(understanding, [candidate, ...candidates.filter((other) => other !== candidate)], library, 1);
      return !attendu.refus && judge(attendu, finding).answer;
    });
    examples.push({ understanding, candidates, right, refusal: attendu.refus === true, kind });
  }
  return examples;
}

/**
 * Each sheet's own questions, asked of an index that does not hold them: in two halves, so that the other half is there as it
 * would be for a stranger's question. Right is the sheet itself.
 */
export async function sheetExamples(source: IndexSource, embedder: Embedder): Promise<Example[]> {
  const examples: Example[] = [];
  for (const half of [0, 1]) {
    const dir = mkdtempSync(join(tmpdir(), 'ohada-ranking-'));
    try {
      const asked = (at: number): boolean => at % 2 === half;
      const documents = source.documents.map((document) => ({
        ...document,
        questions: document.questions.filter((_, at) => !asked(at)),
      }));
      await buildIndex(join(dir, 'index'), { ...source, documents }, embedder, () => {});
      const parts = openSearchParts(join(dir, 'index'), embedder);
      for (const document of source.documents) examples.push(...(await ownQuestions(parts, document, asked)));
      parts.store.close();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  return examples;
}

/** Questions asked of one document in each half: what people say of accounts is listed at length, and there are many of them. */
const MOST_ASKED = 6;
const MOST_ASKED_OF_ACCOUNT = 1;

async function ownQuestions(parts: SearchParts, document: IndexDocument, asked: (at: number) => boolean): Promise<Example[]> {
  const examples: Example[] = [];
  const most = document.kind === 'compte' ? MOST_ASKED_OF_ACCOUNT : MOST_ASKED;
  const defined = document.kind === 'terme' && asked(0) ? [`c'est quoi ${document.title} ?`] : [];
  for (const question of [
    ...defined,
    ...spread(
      document.questions.filter((_, at) => asked(at)),
      most,
    ),
  ]) {
    const { understanding, candidates } = await candidatesOf(parts, question);
    // Who asks for an entry is not answered by the account alone.
    if (document.kind === 'compte' && understanding.intent === 'ecriture') continue;
    const right = candidates.map((candidate) => candidate.document.key === document.key);
    examples.push({ understanding, candidates, right, refusal: false, kind: `fiche ${document.kind}` });
  }
  return examples;
}

/** At most so many of a list, from all over it: short questions stand first, situations told at length last. */
function spread<T>(all: T[], most: number): T[] {
  return all.filter(
    (_, at) => all.length <= most || Math.floor((at * most) / all.length) !== Math.floor(((at - 1) * most) / all.length),
  );
}

async function candidatesOf(parts: SearchParts, question: string) {
  const understanding = understand(question.normalize('NFC'), parts.store.lexicon);
  const retrieval = await retrieve(parts, understanding.sens, understanding.subject);
  return { understanding, candidates: selectCandidates(understanding, retrieval, parts.store, namedPlaces(understanding)) };
}
