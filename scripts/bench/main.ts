import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EvalReport } from '../../core/contract.ts';
import { readArguments } from '../../hosts/cli/arguments.ts';
import { UsageError } from '../../hosts/cli/usage.ts';
import { prepare, runCommand } from '../lib/command.ts';
import { PROJECT, say } from '../lib/project.ts';
import { measureColdStart, type ColdStart } from './cold-start.ts';
import { judgedQuestions } from './judged.ts';
import { measureLatency, type Latency } from './latency.ts';
import { measureEmbedderMemory, type EmbedderMemory } from './embedder-memory.ts';
import { compareEngines, type LexicalEngines } from './lexical-engines.ts';
import { describeMachine, type Machine } from './machine.ts';
import { printBench } from './print.ts';
import { evaluateDataset } from './retrieval-quality.ts';
import { measureThroughput, type Throughput } from './throughput.ts';
import { compareVectorSearch, type VectorSearch } from './vectors.ts';

/** All figures of one run; times in milliseconds. */
export interface BenchReport {
  machine: Machine;
  throughput: Throughput;
  latency: Latency;
  cold_start: ColdStart;
  /** The bundled model first. */
  embedder: EmbedderMemory[];
  lexical: LexicalEngines;
  vectors: VectorSearch;
  /** Null when the data set is not there. */
  eval: EvalReport | null;
}

async function bench(args: string[]): Promise<void> {
  const { values } = readArguments({ args, options: { json: { type: 'boolean' }, dataset: { type: 'string' } } });
  if (values.dataset !== undefined && !existsSync(values.dataset))
    throw new UsageError(`Le dossier « ${values.dataset} » est introuvable.`);
  const dataset = values.dataset ?? join(PROJECT, '..', 'shared', 'bench', 'cdtn-dev');
  const machine = describeMachine();
  await prepare();
  const report: BenchReport = {
    machine,
    throughput: await step('Débit…', measureThroughput),
    latency: await step('Latence…', measureLatency),
    cold_start: await step('Démarrage à froid…', measureColdStart),
    embedder: await step('Mémoire du modèle…', measureEmbedderMemory),
    lexical: await step('Moteurs de recherche par mots…', async () => compareEngines(await judgedQuestions(dataset))),
    vectors: await step('Recherche des voisins…', compareVectorSearch),
    eval: await step('Qualité de la recherche…', () => evaluateDataset(dataset)),
  };
  process.stdout.write(`${values.json === true ? JSON.stringify(report) : printBench(report)}\n`);
}

function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  say(title);
  return work();
}

await runCommand(async () => {
  try {
    await bench(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message}\nUsage : npm run bench -- [--json] [--dataset DOSSIER]`);
    process.exitCode = 2;
  }
});
