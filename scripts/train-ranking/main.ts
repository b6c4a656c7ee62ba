import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { parseQuestionSet } from '../../core/quality/question-set.ts';
import type { Ranking } from '../../workers/answering/ranking.ts';
import { readCorpus, corpusHash, sourceLexique } from '../../workers/corpus/read-corpus.ts';
import { loadEmbedder } from '../../workers/embedding/embedder.ts';
import { documentsOf } from '../../workers/indexing/documents.ts';
import { openSearchParts } from '../../workers/retrieval/open-parts.ts';
import { buildKnowledgeIndex } from '../lib/knowledge-index.ts';
import { CORPUS_DIR, INDEX_DIR, PROJECT, say } from '../lib/project.ts';
import { crossValidate, reranked } from './cross-validate.ts';
import { judgedExamples, sheetExamples, type Example } from './examples.ts';
import { learnChance, learnRanking, type Weights } from './learn.ts';

/** A question of the tuning part counts as much as this many questions of the sheets: those are written by the sheets' authors. */
const JUDGED_WEIGHT = 30;
const PULL = { ranking: 0.0003, chance: 0.003 };
/** Chosen on the table that cross-validation prints: wrong answers against needless refusals. */
const LEAST_CONFIDENCE = 0.4;

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
const read = (name: string) => parseQuestionSet(readFileSync(join(PROJECT, 'test', 'ranking', name), 'utf8'));
const questions = read('questions.jsonl');
const parts = openSearchParts(INDEX_DIR, loaded.value);
const judged = await judgedExamples(
  parts,
  questions.filter(({ part }) => part === 'reglage'),
);
const traps = await judgedExamples(parts, read('pieges.jsonl'));
say(`${judged.length} questions de réglage, ${traps.length} pièges.`);
const sheets = await sheetExamples(source, loaded.value);
say(`${sheets.length} questions des fiches.`);

say(
  `Atteignable parmi les candidats : ${percent(
    judged.filter((one) => !one.refusal && one.right.includes(true)),
    judged,
  )}`,
);
crossValidate(judged, traps, learn);
const ranking = learn(judged, traps);
writeFileSync(join(PROJECT, 'workers', 'answering', 'ranking.json'), `${JSON.stringify(rounded(ranking), null, 2)}\n`);

function learn(tuning: Example[], refusals: Example[]): Ranking {
  const weights = learnRanking(
    [...tuning.map((example) => ({ example, weight: JUDGED_WEIGHT })), ...sheets.map((example) => ({ example, weight: 1 }))],
    PULL.ranking,
  );
  const rows = [...tuning, ...refusals].flatMap((example) => {
    const best = reranked(example, weights);
    return best ? [{ values: best.values, right: best.right }] : [];
  });
  return { weights, confidence: learnChance(rows, PULL.chance), leastConfidence: LEAST_CONFIDENCE };
}

function rounded({ weights, confidence, leastConfidence }: Ranking): Ranking {
  const round = (all: Readonly<Weights>): Weights =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));
  return { weights: round(weights), confidence: round(confidence), leastConfidence };
}

function percent(some: unknown[], all: unknown[]): string {
  return `${((100 * some.length) / all.length).toFixed(1)} %`;
}
