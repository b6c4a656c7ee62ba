import { performance } from 'node:perf_hooks';
import type { ModeFigures, RankingFigures, SearchMode } from '../../core/contract.ts';
import { analyse } from '../analysis/analyser.ts';
import type { Ranked } from '../retrieval/lexical-search.ts';
import { retrieve, searchByMeaning, searchByWords, type SearchParts } from '../retrieval/retrieve.ts';
import type { JudgedQuery } from './dataset.ts';
import { mean, ndcgAt, percentile, recallAt, reciprocalRankAt, type Judgements } from './metrics.ts';

/** Called as queries are done. */
export type EvalProgress = (done: number, total: number) => void;

/** Documents looked at per query: as many as the deepest figure needs. */
const DEEPEST = 100;

/** What one query gave. */
export interface Measured {
  figures: RankingFigures;
  intent: string | undefined;
  ms: number;
}

/** Asks every query in one mode, one after the other. `keys` are the documents' own ids in the order of the index. */
export async function evaluate(
  parts: SearchParts,
  keys: readonly string[],
  queries: readonly JudgedQuery[],
  mode: SearchMode,
  onProgress: EvalProgress,
): Promise<ModeFigures> {
  const measured: Measured[] = [];
  for (const { text, intent, judgements } of queries) {
    const start = performance.now();
    const found = await search(parts, text, mode);
    const ms = performance.now() - start;
    // The index numbers its documents from 1.
    const ranking = found.slice(0, DEEPEST).map(({ id }) => keys[id - 1] ?? '');
    measured.push({ figures: figuresOf(ranking, judgements), intent, ms });
    onProgress(measured.length, queries.length);
  }
  return summarise(measured);
}

async function search(parts: SearchParts, question: string, mode: SearchMode): Promise<Ranked[]> {
  if (mode === 'semantic') return (await searchByMeaning(parts, question)).ranking;
  const tokens = analyse(question);
  if (mode === 'lexical') return (await searchByWords(parts, tokens)).ranking;
  return (await retrieve(parts, question, tokens)).fused;
}

function figuresOf(ranking: string[], judgements: Judgements): RankingFigures {
  return {
    'ndcg@10': ndcgAt(10, ranking, judgements),
    'mrr@10': reciprocalRankAt(10, ranking, judgements),
    'recall@10': recallAt(10, ranking, judgements),
    'recall@100': recallAt(DEEPEST, ranking, judgements),
  };
}

/** Means over queries, and over intents where queries have them; percentiles of the times. */
export function summarise(measured: readonly Measured[]): ModeFigures {
  const times = measured.map(({ ms }) => ms);
  const groups = Map.groupBy(
    measured.filter(({ intent }) => intent !== undefined),
    ({ intent }) => intent,
  );
  const intents = [...groups.values()].map((group) => averaged(group.map(({ figures }) => figures)));
  return {
    ...rounded(averaged(measured.map(({ figures }) => figures))),
    ...(intents.length > 0 ? { by_intent: rounded(averaged(intents)) } : {}),
    p50_ms: round(percentile(times, 0.5), 2),
    p95_ms: round(percentile(times, 0.95), 2),
  };
}

function averaged(all: readonly RankingFigures[]): RankingFigures {
  return mapFigures((name) => mean(all.map((figures) => figures[name])));
}

function rounded(figures: RankingFigures): RankingFigures {
  return mapFigures((name) => round(figures[name], 4));
}

function mapFigures(value: (name: keyof RankingFigures) => number): RankingFigures {
  return {
    'ndcg@10': value('ndcg@10'),
    'mrr@10': value('mrr@10'),
    'recall@10': value('recall@10'),
    'recall@100': value('recall@100'),
  };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
