import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { QuestionWorkerApi, StageTimings, WorkerAnswer, WorkerOptions, WorkerReady } from '../core/contract.ts';
import { fail, ok, type Result } from '../core/failures.ts';
import { answer } from './answering/answer.ts';
import { joinFindings, splitQuestions } from './answering/several.ts';
import { understand } from './answering/understand.ts';
import { loadEmbedder, type Embedder } from './embedding/embedder.ts';
import { modelHash } from './embedding/model-card.ts';
import { openSearchParts } from './retrieval/open-parts.ts';
import { retrieve, type SearchParts } from './retrieval/retrieve.ts';
import { indexVersion, verifyIndex, type Manifest } from './store/manifest.ts';

/** Asked once when a worker opens: loads what SQLite, the model and the compiler load lazily. */
const WARM_UP = 'Comment comptabiliser un achat de marchandises à crédit ?';

/** What a question worker does. One instance per process; `open` comes first. `program` names the code that answers. */
export function createQuestionService(program = ''): QuestionWorkerApi {
  let parts: SearchParts | null = null;
  return {
    open: async (options) => {
      const opened = await openParts(options);
      if (!opened.ok) return opened;
      parts = opened.value.parts;
      await answerQuestion(parts, WARM_UP, false);
      const version = indexVersion(opened.value.manifest, program);
      const ready: WorkerReady = { pid: process.pid, indexVersion: version, rssMb: rssMb() };
      return ok(ready);
    },
    answer: async (question, explain = false) =>
      parts ? ok(await answerQuestion(parts, question, explain)) : fail('internal', 'not open'),
  };
}

async function openParts({
  indexDir,
  modelDir,
  threads,
  sqlite,
}: WorkerOptions): Promise<Result<{ parts: SearchParts; manifest: Manifest }>> {
  if (!existsSync(indexDir)) return fail('index_missing', indexDir);
  const embedder = await loadEmbedder(modelDir, threads);
  if (!embedder.ok) return embedder;
  const manifest = verifyIndex(indexDir, modelHash(embedder.value.card));
  if (!manifest.ok) return manifest;
  return openFiles({ indexDir, sqlite }, embedder.value, manifest.value);
}

function openFiles(
  { indexDir, sqlite }: Pick<WorkerOptions, 'indexDir' | 'sqlite'>,
  embedder: Embedder,
  manifest: Manifest,
): Result<{ parts: SearchParts; manifest: Manifest }> {
  try {
    return ok({ parts: openSearchParts(indexDir, embedder, sqlite), manifest });
  } catch (error) {
    return fail('index_corrupt', (error as Error).message);
  }
}

/** Several questions in one text are answered one after the other; their times add up. */
async function answerQuestion(parts: SearchParts, raw: string, explain: boolean): Promise<WorkerAnswer> {
  const answers: (Omit<WorkerAnswer, 'rssMb'> & { question: string })[] = [];
  for (const question of splitQuestions(raw.normalize('NFC'))) {
    answers.push({ question, ...(await answerOne(parts, question, explain)) });
  }
  const total = (stage: keyof StageTimings): number => answers.reduce((sum, { timings }) => sum + timings[stage], 0);
  const timings: StageTimings = {
    embed_ms: total('embed_ms'),
    lexical_ms: total('lexical_ms'),
    semantic_ms: total('semantic_ms'),
    answer_ms: total('answer_ms'),
  };
  return { finding: joinFindings(answers), timings, rssMb: rssMb() };
}

async function answerOne(parts: SearchParts, question: string, explain: boolean): Promise<Omit<WorkerAnswer, 'rssMb'>> {
  const understanding = understand(question, parts.store.lexicon);
  const retrieval = await retrieve(parts, understanding.question, understanding.subject);
  const start = performance.now();
  const finding = answer(understanding, retrieval, parts.store, explain);
  return { finding, timings: { ...retrieval.timings, answer_ms: performance.now() - start } };
}

function rssMb(): number {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}
