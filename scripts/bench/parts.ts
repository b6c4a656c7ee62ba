import { loadavg } from 'node:os';
import { compareCarriers, printCarriers } from './carriers.ts';
import { measureColdStart } from './cold-start.ts';
import { measureEmbedderMemory } from './embedder-memory.ts';
import { measureFrames, printFrames } from './frames.ts';
import { measureGrowth, printGrowth } from './growth.ts';
import { judgedQuestions } from './judged.ts';
import { measureLatency } from './latency.ts';
import { compareEngines } from './lexical-engines.ts';
import { measureLoad, printLoad } from './load.ts';
import { printColdStart, printEmbedder, printEngines, printLatency, printQuality, printThroughput } from './print.ts';
import { evaluateDataset } from './retrieval-quality.ts';
import { measureScaling, printScaling } from './scaling.ts';
import { measureSoak, printSoak } from './soak.ts';
import { measureThroughput } from './throughput.ts';
import { compareVectorSearch, printVectors } from './vectors.ts';

export interface BenchOptions {
  /** Folder of the judged data set; may not exist. */
  dataset: string;
  soakMinutes: number;
  /** Largest number of synthetic passages; without it the usual one. */
  growTo: number | undefined;
}

/** What one part found: for programs, and for people. */
export interface PartResult {
  figures: unknown;
  text: string;
  /** Processes that wanted a core during the minute before. */
  load_before: number;
}

export interface Part {
  /** Said before it begins. */
  title: string;
  /** Runs only when asked for: it takes minutes. */
  isLong: boolean;
  run(options: BenchOptions): Promise<PartResult>;
}

function part<T>(title: string, measure: (options: BenchOptions) => Promise<T>, print: (figures: T) => string): Part {
  const run = async (options: BenchOptions): Promise<PartResult> => {
    const load_before = Number((loadavg()[0] ?? 0).toFixed(2));
    const figures = await measure(options);
    return { figures, text: print(figures), load_before };
  };
  return { title, isLong: false, run };
}

/** Every part by its name, which `--only` takes and which is its key in the JSON; in the order in which they run. */
export const PARTS: Readonly<Record<string, Part>> = {
  throughput: part('Débit…', measureThroughput, printThroughput),
  latency: part('Latence…', measureLatency, printLatency),
  cold_start: part('Démarrage à froid…', measureColdStart, printColdStart),
  embedder: part('Mémoire du modèle…', measureEmbedderMemory, printEmbedder),
  lexical: part(
    'Moteurs de recherche par mots…',
    async ({ dataset }) => compareEngines(await judgedQuestions(dataset)),
    printEngines,
  ),
  vectors: part('Recherche des voisins…', compareVectorSearch, printVectors),
  eval: part('Qualité de la recherche…', ({ dataset }) => evaluateDataset(dataset), printQuality),
  load: part('Charge…', () => measureLoad(), printLoad),
  scaling: part('Nombre de processus…', () => measureScaling(), printScaling),
  carriers: part('Hôte, threads ou processus…', () => compareCarriers(), printCarriers),
  frames: part('Images de la fenêtre…', () => measureFrames(), printFrames),
  growth: { ...part('Croissance…', ({ growTo }) => measureGrowth(growTo), printGrowth), isLong: true },
  soak: { ...part('Endurance…', ({ soakMinutes }) => measureSoak(soakMinutes), printSoak), isLong: true },
};
