import { confidenceValues, valuesOf } from '../../workers/answering/candidates.ts';
import { chanceOf, weighted, type Ranking } from '../../workers/answering/ranking.ts';
import { say } from '../lib/project.ts';
import type { Example } from './examples.ts';
import type { Weights } from './learn.ts';

const FOLDS = 5;
const THRESHOLDS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/** What became of one question under weights learned without it. */
interface Outcome {
  kind: string;
  refusal: boolean;
  right: boolean;
  /** The best candidate says that the subject lies outside. */
  outside: boolean;
  chance: number;
}

/** The best candidate under new weights, with the values its confidence is computed from. */
export function reranked({ candidates, right, understanding }: Example, weights: Weights) {
  const scored = candidates
    .map((candidate, at) => ({
      candidate,
      right: right[at] === true,
      score: weighted(valuesOf(candidate.features, understanding.intent, candidate.document.kind), weights),
    }))
    .sort((a, b) => b.score - a.score || a.candidate.document.id - b.candidate.document.id);
  const [best, next] = scored;
  if (!best) return undefined;
  return { ...best, values: confidenceValues(best.candidate, understanding.intent, best.score, next?.score) };
}

/** Prints how weights learned on some of the tuning questions do on the others: first place by kind, and the effect of each threshold. */
export function crossValidate(
  judged: Example[],
  traps: Example[],
  learn: (tuning: Example[], refusals: Example[]) => Ranking,
): void {
  const outcomes: Outcome[] = [];
  const of = (all: Example[], fold: number, held: boolean): Example[] => all.filter((_, at) => (at % FOLDS === fold) === held);
  for (let fold = 0; fold < FOLDS; fold++) {
    const ranking = learn(of(judged, fold, false), of(traps, fold, false));
    const asTrap = of(traps, fold, true).map((example) => ({ ...example, kind: 'pièges' }));
    outcomes.push(...[...of(judged, fold, true), ...asTrap].map((example) => outcomeOf(example, ranking)));
  }
  for (const [kind, some] of Map.groupBy(outcomes, (outcome) => outcome.kind)) {
    say(`${kind.padEnd(14)} n=${some.length} premier=${some.filter(({ right }) => right).length}`);
  }
  say('seuil   juste   faux   refus à tort   pièges refusés');
  for (const threshold of THRESHOLDS) say(lineOf(outcomes, threshold));
}

function outcomeOf(example: Example, ranking: Ranking): Outcome {
  const best = reranked(example, ranking.weights);
  return {
    kind: example.kind,
    refusal: example.refusal,
    right: best?.right === true,
    outside: best?.candidate.document.kind === 'limite',
    chance: best ? chanceOf(best.values, ranking) : 0,
  };
}

/** Of the tuning questions: right, wrong and needlessly refused; of those to refuse and the traps: refused. */
function lineOf(outcomes: Outcome[], threshold: number): string {
  const sure = ({ chance, outside }: Outcome): boolean => chance >= threshold && !outside;
  const asked = outcomes.filter(({ refusal }) => !refusal);
  const toRefuse = outcomes.filter(({ refusal }) => refusal);
  const percent = (some: Outcome[], all: Outcome[]): string => `${((100 * some.length) / all.length).toFixed(1)} %`;
  const right = percent(
    asked.filter((one) => sure(one) && one.right),
    asked,
  );
  const wrong = percent(
    asked.filter((one) => sure(one) && !one.right),
    asked,
  );
  const refused = percent(
    asked.filter((one) => !sure(one)),
    asked,
  );
  return `${threshold}   ${right}   ${wrong}   ${refused}   ${percent(
    toRefuse.filter((one) => !sure(one)),
    toRefuse,
  )}`;
}
