import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { boundedCall } from '../../core/engine/bounded-call.ts';
import type { DatasetFailure, EvalOptions, EvalOutcome, EvalReport, EvalWorkerApi, SearchMode } from '../../core/contract.ts';
import { remote } from '../../core/ipc/remote.ts';
import { failureSentence } from '../../core/messages.fr.ts';
import { locateFolders } from '../resources.ts';
import { spawnChild } from '../spawn-child.ts';
import { systemClock } from '../../core/engine/system-clock.ts';
import { readArguments } from './arguments.ts';
import { printReport } from './print-report.ts';
import { UsageError } from './usage.ts';

const EVAL_WORKER_ENTRY = 'eval.worker';
const MODES: readonly SearchMode[] = ['lexical', 'semantic', 'hybrid'];

/** Even the largest public sets are done within this. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

const DATASET_SENTENCES: Record<DatasetFailure['kind'], string> = {
  dataset_missing:
    'Ce dossier n’est pas un jeu d’évaluation : il doit contenir corpus.jsonl, queries.jsonl et qrels/test.tsv. Introuvable :',
  dataset_line: 'Cette ligne du jeu d’évaluation n’est pas lisible (ou répète un identifiant) ; rien n’a été évalué :',
  dataset_empty: 'Ce jeu d’évaluation ne contient rien à évaluer ; fichier sans document ni question jugée :',
};

/** `eval`: retrieval quality on a set of judged questions. Resolves to the exit status. */
export async function evaluate(args: string[]): Promise<number> {
  const { values } = readArguments({
    args,
    options: { dataset: { type: 'string' }, mode: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (values.dataset === undefined || values.dataset === '') throw new UsageError('Donnez un jeu d’évaluation avec --dataset.');
  const folders = locateFolders();
  const outcome = await runWorker(folders.bundles, {
    dataset: resolve(values.dataset),
    modes: modesOf(values.mode),
    modelDir: folders.modelDir,
    cacheDir: join(folders.bundles, '..', '..', '.cache', 'eval'),
    threads: availableParallelism(),
  });
  if (!outcome.ok) return complain(outcome.failure);
  print(outcome.value, values.json === true);
  return 0;
}

function modesOf(mode: string | undefined): SearchMode[] {
  if (mode === undefined) return [...MODES];
  const known = MODES.filter((name) => name === mode);
  if (known.length === 0) throw new UsageError(`--mode attend lexical, semantic ou hybrid, pas « ${mode} ».`);
  return known;
}

async function runWorker(bundles: string, options: EvalOptions): Promise<EvalOutcome> {
  const worker = spawnChild(bundles)(EVAL_WORKER_ENTRY);
  try {
    const call = remote<EvalWorkerApi>(worker.endpoint).run(options);
    const outcome = await boundedCall(call, worker.exited, systemClock, LONGEST_MS);
    if (outcome.kind === 'reply') return outcome.value;
    const detail = outcome.kind === 'error' ? outcome.message : outcome.kind;
    return { ok: false, failure: { kind: 'internal', detail } };
  } finally {
    worker.kill();
  }
}

/** A folder that is no data set makes the call wrong (2); what is wrong inside a file or with the program is a failure (1). */
function complain(failure: Exclude<EvalOutcome, { ok: true }>['failure']): number {
  const isDataset = failure.kind in DATASET_SENTENCES;
  const sentence = isDataset
    ? `${DATASET_SENTENCES[failure.kind as DatasetFailure['kind']]} ${failure.detail}`
    : failureSentence(failure as Parameters<typeof failureSentence>[0]);
  process.stderr.write(`${sentence}\n`);
  return failure.kind === 'dataset_missing' ? 2 : 1;
}

function print(report: EvalReport, json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(report) : printReport(report)}\n`);
}
