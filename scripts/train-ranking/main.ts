import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { parseQuestionSet } from '../../core/quality/question-set.ts';
import { confidenceValues, valuesOf } from '../../workers/answering/candidates.ts';
import { chanceOf, weighted, type Ranking } from '../../workers/answering/ranking.ts';
import { readCorpus, corpusHash, sourceLexique } from '../../workers/corpus/read-corpus.ts';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { openSearchParts } from '../../workers/retrieval/open-parts.ts';
import { buildKnowledgeIndex } from '../lib/knowledge-index.ts';
import { CORPUS_DIR, INDEX_DIR, PROJECT, say } from '../lib/project.ts';
import { judgedExamples, sheetExamples, type Example } from './examples.ts';
import { learnChance, learnRanking, type Weights } from './learn.ts';

/** A question of the tuning part counts as much as this many questions of the sheets: those are written by the sheets' authors. */
const JUDGED_WEIGHT = 30;
const PULL = { ranking: 0.0003, chance: 0.01 };
const FOLDS = 5;

await buildKnowledgeIndex();
const loaded = await loadEmbedder(join(PROJECT, 'resources', 'models', DEFAULT_MODEL), 2);
if (!loaded.ok) throw new Error(loaded.failure.detail);
const { corpus } = readCorpus(CORPUS_DIR);
const source = {
  documents: documentsOf(corpus),
  plan: corpus.plan,
  corpusHash: corpusHash(CORPUS_DIR),
  lexique: sourceLexique(corpus),
};
const questions = parseQuestionSet(readFileSync(join(PROJECT, 'test', 'ranking', 'questions.jsonl'), 'utf8'));
const parts = openSearchParts(INDEX_DIR, loaded.value);
const judged = await judgedExamples(
  parts,
  questions.filter(({ part }) => part === 'reglage'),
);
say(`${judged.length} questions de réglage.`);
const sheets = await sheetExamples(source, loaded.value);
say(`${sheets.length} questions des fiches.`);

say(
  `Atteignable parmi les candidats : ${percent(
    judged.filter((one) => !one.refusal && one.right.includes(true)),
    judged,
  )}`,
);
crossValidate();
const ranking = learn(judged);
writeFileSync(join(PROJECT, 'workers', 'answering', 'ranking.json'), `${JSON.stringify(rounded(ranking), null, 2)}\n`);

function learn(tuning: Example[]): Ranking {
  const weights = learnRanking(
    [...tuning.map((example) => ({ example, weight: JUDGED_WEIGHT })), ...sheets.map((example) => ({ example, weight: 1 }))],
    PULL.ranking,
  );
  const rows = tuning.flatMap((example) => {
    const best = reranked(example, weights);
    return best ? [{ values: best.values, right: best.right }] : [];
  });
  return { weights, confidence: learnChance(rows, PULL.chance), leastConfidence: 0.4 };
}

/** The best candidate under new weights, with the values its confidence is computed from. */
function reranked({ candidates, right, understanding }: Example, weights: Weights) {
  const scored = candidates
    .map((candidate, at) => ({
      candidate,
      right: right[at] === true,
      score: weighted(valuesOf(candidate.features, understanding.intent, candidate.document.kind), weights),
    }))
    .sort((a, b) => b.score - a.score || a.candidate.document.id - b.candidate.document.id);
  const [best, next] = scored;
  if (!best) return undefined;
  return { ...best, values: confidenceValues(best.candidate.features, best.score, next?.score) };
}

/** How weights learned on some of the tuning questions do on the others, by kind: first place right, and ranked with refusals. */
function crossValidate(): void {
  const tally = new Map<string, { n: number; first: number; settled: number; wrong: number }>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const ranking = learn(judged.filter((_, at) => at % FOLDS !== fold));
    for (const example of judged.filter((_, at) => at % FOLDS === fold)) {
      const best = reranked(example, ranking.weights);
      const one = tally.get(example.kind) ?? { n: 0, first: 0, settled: 0, wrong: 0 };
      const sure =
        best !== undefined &&
        chanceOf(best.values, ranking) >= ranking.leastConfidence &&
        best.candidate.document.kind !== 'limite';
      one.n++;
      one.first += best?.right ? 1 : 0;
      one.settled += example.refusal ? (sure ? 0 : 1) : sure && best.right ? 1 : 0;
      one.wrong += sure && !best.right ? 1 : 0;
      tally.set(example.kind, one);
    }
  }
  const all = { n: 0, first: 0, settled: 0, wrong: 0 };
  for (const [kind, one] of tally) {
    say(`${kind.padEnd(14)} n=${one.n} premier=${one.first} juste=${one.settled} faux=${one.wrong}`);
    for (const key of ['n', 'first', 'settled', 'wrong'] as const) all[key] += one[key];
  }
  say(`ensemble       n=${all.n} premier=${all.first} juste=${all.settled} faux=${all.wrong}`);
}

function rounded({ weights, confidence, leastConfidence }: Ranking): Ranking {
  const round = (all: Readonly<Weights>): Weights =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));
  return { weights: round(weights), confidence: round(confidence), leastConfidence };
}

function percent(some: unknown[], all: unknown[]): string {
  return `${((100 * some.length) / all.length).toFixed(1)} %`;
}
