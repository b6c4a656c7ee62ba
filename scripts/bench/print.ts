import { printReport } from '../../hosts/cli/print-report.ts';
import type { BenchReport } from './main.ts';
import type { Spread } from './latency.ts';

const LABEL = 40;

/** Load per core above which the figures suffer. */
const BUSY_PER_CORE = 0.3;

/** The figures as a person reads them. */
export function printBench(report: BenchReport): string {
  return [machine, throughput, latency, embedder, engines, vectors, quality].map((part) => part(report)).join('\n\n');
}

function machine({ machine: { processor, cores, memory_gb, platform, node, load_before } }: BenchReport): string {
  const facts = `Machine : ${processor}, ${cores} cœurs, ${memory_gb} Go, ${platform}, Node ${node}, charge avant mesure ${load_before}`;
  if (load_before <= BUSY_PER_CORE * cores) return facts;
  return `${facts}\nAttention : d’autres programmes occupent la machine ; le rapport de débit en souffre le plus.`;
}

function throughput({ throughput: figures }: BenchReport): string {
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

function latency({ latency: { uncached, stages, cached, worker_rss_mb }, cold_start }: BenchReport): string {
  return section('Latence d’une question, à chaud (p50 / p95)', [
    ['hors cache, de bout en bout', times(uncached)],
    ['  file d’attente', times(stages.queue)],
    ['  vecteur de la question', times(stages.embedding)],
    ['  recherche par mots (en parallèle)', times(stages.lexical)],
    ['  recherche par sens', times(stages.semantic)],
    ['  réponse', times(stages.answer)],
    ['en cache', times(cached)],
    ['démarrage à froid jusqu’à la réponse', `${cold_start.median_ms.toFixed(0)} ms (médiane de ${cold_start.runs})`],
    ['mémoire par processus', `${worker_rss_mb} Mo`],
  ]);
}

function embedder({ embedder: models }: BenchReport): string {
  return section(
    'Mémoire d’un processus qui ne fait que charger le modèle : avant / en service / libéré / rechargé',
    models.map(({ model_mb, before_mb, used_mb, released_mb, again_mb, load_ms, reload_ms }) => [
      `modèle de ${model_mb} Mo`,
      `${before_mb} / ${used_mb} / ${released_mb} / ${again_mb} Mo ; chargé en ${load_ms.toFixed(0)} ms, rechargé en ${reload_ms.toFixed(0)} ms`,
    ]),
  );
}

function engines({ lexical: { dataset, documents, queries, engines: all } }: BenchReport): string {
  return section(
    `Recherche par mots sur « ${dataset} » : ${documents} documents, ${queries} questions`,
    all.map((engine) => [
      engine.engine,
      `nDCG@10 ${engine['ndcg@10'].toFixed(3)}, par intention ${engine['ndcg@10_by_intent'].toFixed(3)}, ` +
        `${times(engine)}, ${engine.p50_ratio.toFixed(1)} × notre temps, indexation ${(engine.indexing_ms / 1000).toFixed(1)} s`,
    ]),
  );
}

function vectors({ vectors: { passages, dimension, found, graph, exact, ratio, 'recall@10': recall } }: BenchReport): string {
  return section(`Voisins : ${passages} vecteurs de ${dimension}, les ${found} plus proches`, [
    ['graphe HNSW', `${times(graph)}, rappel@10 ${recall.toFixed(4)}`],
    ['parcours exact', `${times(exact)}, ${ratio.toFixed(1)} × le temps du graphe`],
  ]);
}

function quality({ eval: report }: BenchReport): string {
  return report === null ? 'Jeu d’évaluation absent : donnez-le avec --dataset DOSSIER.' : printReport(report);
}

const times = ({ p50_ms, p95_ms }: Spread): string => `${p50_ms.toFixed(2)} / ${p95_ms.toFixed(2)} ms`;

const section = (title: string, rows: [string, string][]): string =>
  [title, ...rows.map(([label, value]) => `  ${label.padEnd(LABEL)}${value}`)].join('\n');
