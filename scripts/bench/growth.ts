import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../lib/project.ts';
import { runApart } from './apart.ts';
import type { SearchComparison } from './compare-search.ts';
import type { Spread } from './latency.ts';
import { table } from './table.ts';

/** What building an index of synthetic passages took; memory in MiB. */
export interface GrowthBuild {
  passages: number;
  documents: number;
  dimension: number;
  /** Processor time of each step, in seconds: nothing else that runs adds to it. */
  embed_s: number;
  graph_s: number;
  database_s: number;
  /** All three on the clock on the wall. */
  wall_s: number;
  /** Largest resident memory of the process that builds. */
  build_mb: number;
  graph_file_mb: number;
  database_file_mb: number;
}

/** What searching it takes. `memory_mb`: what opening and searching adds to a process that holds the model already. */
export interface GrowthSearch extends SearchComparison {
  open_ms: number;
  memory_mb: number;
  /** The first time each question is asked: its words are read from the disk's cache. */
  lexical_first: Spread;
  lexical: Spread;
  /** Without the embedding of the question, which does not depend on the size. */
  semantic: Spread;
}

export interface CrossoverPoint extends SearchComparison {
  passages: number;
}

export interface Growth {
  sizes: (GrowthBuild & GrowthSearch)[];
  crossover: {
    points: CrossoverPoint[];
    /** The smallest size from which on the graph is faster, null when it never is. */
    graph_wins_from: number | null;
  };
}

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const USUAL_LARGEST = 100_000;
const CROSSOVER_SIZES = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000];

/** A million passages as texts do not fit Node's own limit. */
const HEAP = ['--max-old-space-size=8192'];

/** Each size up to `to` in processes of its own, then the place where graph and scan meet. */
export async function measureGrowth(to = USUAL_LARGEST): Promise<Growth> {
  const sizes: Growth['sizes'] = [];
  for (const size of new Set([...SIZES.filter((usual) => usual < to), to])) {
    say(`  ${size} passages…`);
    sizes.push(await measureSize(size));
  }
  const usable = CROSSOVER_SIZES.filter((size) => size <= to);
  const points = await runApart<CrossoverPoint[]>('growth-crossover.ts', [usable.join(',')]);
  const lastSlower = points.findLastIndex(({ ratio }) => ratio <= 1);
  return { sizes, crossover: { points, graph_wins_from: points[lastSlower + 1]?.passages ?? null } };
}

async function measureSize(size: number): Promise<GrowthBuild & GrowthSearch> {
  const folder = mkdtempSync(join(tmpdir(), 'ohada-bench-growth-'));
  try {
    const build = await runApart<GrowthBuild>('growth-build.ts', [folder, String(size)], HEAP);
    return { ...build, ...(await runApart<GrowthSearch>('growth-search.ts', [folder, String(build.dimension)], HEAP)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const printGrowth = ({ sizes, crossover }: Growth): string =>
  [printBuild(sizes), printSearch(sizes), printCrossover(crossover)].join('\n\n');

function printBuild(sizes: Growth['sizes']): string {
  return table(
    'Croissance, passages synthétiques : construction (temps de processeur, puis durée réelle)',
    [
      'passages',
      'documents',
      'vecteurs s',
      'graphe s',
      'base s',
      'durée s',
      'mémoire Mo',
      'fichier graphe Mo',
      'fichier base Mo',
    ],
    sizes.map((size) => [
      size.passages,
      size.documents,
      size.embed_s.toFixed(1),
      size.graph_s.toFixed(1),
      size.database_s.toFixed(1),
      size.wall_s.toFixed(0),
      size.build_mb,
      size.graph_file_mb,
      size.database_file_mb,
    ]),
  );
}

function printSearch(sizes: Growth['sizes']): string {
  return table(
    'Croissance : recherche (p50 / p95, ms)',
    [
      'passages',
      'ouverture',
      'mots, 1re fois',
      'mots',
      'sens (graphe)',
      'sens (exact)',
      'exact / graphe',
      'rappel@10',
      '+ mémoire Mo',
    ],
    sizes.map((size) => [
      size.passages,
      size.open_ms.toFixed(0),
      both(size.lexical_first),
      both(size.lexical),
      both(size.semantic),
      both(size.exact),
      size.ratio.toFixed(1),
      size['recall@10'].toFixed(4),
      size.memory_mb,
    ]),
  );
}

function printCrossover({ points, graph_wins_from }: Growth['crossover']): string {
  const where = graph_wins_from === null ? 'nulle part ici' : `à partir de ${graph_wins_from} vecteurs`;
  return table(
    `Graphe ou parcours exact : le graphe est plus rapide ${where} (p50 / p95, ms)`,
    ['vecteurs', 'graphe', 'exact', 'exact / graphe', 'rappel@10'],
    points.map((point) => [
      point.passages,
      both(point.graph),
      both(point.exact),
      point.ratio.toFixed(2),
      point['recall@10'].toFixed(4),
    ]),
  );
}

const both = ({ p50_ms, p95_ms }: Spread): string => `${p50_ms.toFixed(1)} / ${p95_ms.toFixed(1)}`;
