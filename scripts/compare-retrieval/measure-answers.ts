import { judge } from '../../core/quality/judge.ts';
import type { JudgedQuestion } from '../../core/quality/question-set.ts';
import { composeAnswer, libraryOf } from '../../workers/answering/compose.ts';
import type { Intent } from '../../workers/answering/intent.ts';
import { namedPlaces } from '../../workers/answering/named-places.ts';
import { selectCandidates } from '../../workers/answering/select.ts';
import type { Understanding } from '../../workers/answering/understand.ts';
import { mean } from '../../workers/evaluation/metrics.ts';
import type { DocumentKind } from '../../workers/indexing/documents.ts';
import type { Retrieval } from '../../workers/retrieval/retrieve.ts';
import type { IndexStore } from '../../workers/store/open-index.ts';
import type { Collection, Rankings } from './collections.ts';

/** A question with what is expected of its answer. */
export interface Understood {
  understanding: Understanding;
  judged: JudgedQuestion;
}

const DEPTHS = [1, 5, 10];
const DEEPEST = 10;

/** More than the places of any variant together would not all be looked at: selectCandidates takes 60. */
const POOL = 50;

/** The variant that ranks as the product does, by the learned weights. */
export const LEARNED = 'classement appris';

/**
 * Share of questions for which one of the first 1, 5, 10 documents composes to a right answer. A document is judged once for a
 * question, whichever variants found it.
 */
export function measureByAnswer(store: IndexStore, questions: readonly Understood[]): Collection['measure'] {
  const known = questions.map(() => new Map<number, boolean>());
  return (variants, base) => {
    const wanted = new Map([...variants].map(([name, rankings]) => [name, admitted(rankings, questions, store)]));
    const learned: Rankings = [];
    questions.forEach((question, at) => {
      const pool = [...new Set([...wanted.values()].flatMap((rankings) => rankings[at] ?? []))];
      const retrieval = base[at];
      if (retrieval) learned.push(judgePool(store, question, retrieval, pool, known[at] ?? new Map<number, boolean>()));
    });
    wanted.set(LEARNED, learned);
    return new Map(
      [...wanted].map(([name, rankings]) => [
        name,
        DEPTHS.map((depth) => mean(rankings.map((ids, at) => (ids.slice(0, depth).some((id) => known[at]?.get(id)) ? 1 : 0)))),
      ]),
    );
  };
}

/** What a question for an account is not answered by is left out, as the product does before it ranks. */
function admitted(rankings: Rankings, questions: readonly Understood[], store: IndexStore): Rankings {
  return rankings.map((ids, at) => {
    const intent = questions[at]?.understanding.intent ?? 'libre';
    return ids.filter((id) => mayAnswer(intent, store.kindOf(id))).slice(0, DEEPEST);
  });
}

const mayAnswer = (intent: Intent, kind: DocumentKind): boolean =>
  intent !== 'compte' || kind === 'compte' || kind === 'limite' || kind === 'texte';

/** Judges what is not known yet, and returns the product's own ranking. */
function judgePool(
  store: IndexStore,
  { understanding, judged }: Understood,
  retrieval: Retrieval,
  pool: number[],
  known: Map<number, boolean>,
): number[] {
  const candidatesOf = (first: number[]) => {
    const fused = [...first.map((id) => ({ id, score: 0 })), ...retrieval.fused.filter(({ id }) => !first.includes(id))];
    return selectCandidates(
      understanding,
      first.length > 0 ? { ...retrieval, fused } : retrieval,
      store,
      namedPlaces(understanding),
    );
  };
  const library = libraryOf(store);
  const judgeSome = (candidates: ReturnType<typeof candidatesOf>, ids: ReadonlySet<number>): void => {
    for (const candidate of candidates) {
      if (!ids.has(candidate.document.id) || known.has(candidate.document.id)) continue;
      const finding = composeAnswer(understanding, [candidate, ...candidates.filter((other) => other !== candidate)], library, 1);
      known.set(candidate.document.id, judge(judged.attendu, finding).answer);
    }
  };
  const own = candidatesOf([]);
  const learned = own.slice(0, DEEPEST).map(({ document }) => document.id);
  judgeSome(own, new Set([...learned, ...pool]));
  for (let rest = pool.filter((id) => !known.has(id)); rest.length > 0; rest = rest.slice(POOL))
    judgeSome(candidatesOf(rest.slice(0, POOL)), new Set(rest.slice(0, POOL)));
  return learned;
}
