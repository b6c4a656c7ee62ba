import { printReport } from '../../hosts/cli/print-report.ts';
import type { EvalReport } from '../../core/contract.ts';
import type { ColdStart } from './cold-start.ts';
import type { EmbedderMemory } from './embedder-memory.ts';
import type { Latency } from './latency.ts';
import type { LexicalEngines } from './lexical-engines.ts';
import type { Machine } from './machine.ts';
import { section, times } from './table.ts';
import type { Throughput } from './throughput.ts';

/** Load per core above which the figures suffer. */
const BUSY_PER_CORE = 0.3;

export function printMachine({ processor, cores, memory_gb, platform, node, load_before }: Machine): string {
  const facts = `Machine : ${processor}, ${cores} cœurs, ${memory_gb} Go, ${platform}, Node ${node}, charge avant mesure ${load_before}`;
  if (load_before <= BUSY_PER_CORE * cores) return facts;
  return `${facts}\nAttention : d’autres programmes occupent la machine ; le rapport de débit en souffre le plus.`;
}

export function printThroughput(figures: Throughput): string {
  const { questions, rounds, one_worker_per_s, two_workers_per_s, ratio, ratio_of_best, ratios, host_cpu_ms } = figures;
  const range = `${Math.min(...ratios).toFixed(2)} à ${Math.max(...ratios).toFixed(2)}`;
  return section(`Débit : ${questions} questions hors cache, ${rounds} tours alternés`, [
    ['1 processus', `${one_worker_per_s.toFixed(0)} questions/s (médiane)`],
    ['2 processus', `${two_workers_per_s.toFixed(0)} questions/s (médiane)`],
    ['rapport médian', `${ratio.toFixed(2)} × (${range})`],
    ['rapport des meilleurs tours', `${ratio_of_best.toFixed(2)} ×`],
    ['part de l’hôte, par question', `${host_cpu_ms.toFixed(2)} ms de processeur`],
  ]);
}

export function printLatency({ uncached, stages, cached, worker_rss_mb }: Latency): string {
  return section('Latence d’une question, à chaud (p50 / p95)', [
    ['hors cache, de bout en bout', times(uncached)],
    ['  file d’attente', times(stages.queue)],
    ['  vecteur de la question', times(stages.embedding)],
    ['  recherche par mots (en parallèle)', times(stages.lexical)],
    ['  recherche par sens', times(stages.semantic)],
    ['  réponse', times(stages.answer)],
    ['en cache', times(cached)],
    ['mémoire par processus', `${worker_rss_mb} Mo`],
  ]);
}

export const printColdStart = ({ median_ms, runs }: ColdStart): string =>
  section('Démarrage', [['à froid jusqu’à la réponse', `${median_ms.toFixed(0)} ms (médiane de ${runs})`]]);

export function printEmbedder(models: EmbedderMemory[]): string {
  return section(
    'Mémoire d’un processus qui ne fait que charger le modèle : avant / en service / libéré / rechargé',
    models.map(({ model_mb, before_mb, used_mb, released_mb, again_mb, load_ms, reload_ms }) => [
      `modèle de ${model_mb} Mo`,
      `${before_mb} / ${used_mb} / ${released_mb} / ${again_mb} Mo ; chargé en ${load_ms.toFixed(0)} ms, rechargé en ${reload_ms.toFixed(0)} ms`,
    ]),
  );
}

export function printEngines({ dataset, documents, queries, engines: all }: LexicalEngines): string {
  return section(
    `Recherche par mots sur « ${dataset} » : ${documents} documents, ${queries} questions`,
    all.map((engine) => [
      engine.engine,
      `nDCG@10 ${engine['ndcg@10'].toFixed(3)}, par intention ${engine['ndcg@10_by_intent'].toFixed(3)}, ` +
        `${times(engine)}, ${engine.p50_ratio.toFixed(1)} × notre temps, indexation ${(engine.indexing_ms / 1000).toFixed(1)} s`,
    ]),
  );
}

export const printQuality = (report: EvalReport | null): string =>
  report === null ? 'Jeu d’évaluation absent : donnez-le avec --dataset DOSSIER.' : printReport(report);
