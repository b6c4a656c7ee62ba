import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { QuestionWorkerApi, StageTimings, WorkerAnswer, WorkerOptions, WorkerReady } from '../core/contract.ts';
import type { Finding } from '../core/domain/settlement.ts';
import { ExpectedFailure, fail, ok, type Result } from '../core/failures.ts';
import { LEXICAL_ONLY_FR } from '../core/messages.fr.ts';
import { answer } from './answering/answer.ts';
import { joinFindings, splitQuestions } from './answering/several.ts';
import { understand } from './answering/understand.ts';
import { loadEmbedder, type Embedder } from './embedding/embedder.ts';
import { modelHash, openModelCard } from './embedding/model-card.ts';
import { KeptVectors } from './embedding/kept-vectors.ts';
import { RestingEmbedder } from './embedding/resting-embedder.ts';
import { openPartsWith, openVectorsOf } from './retrieval/open-parts.ts';
import { retrieve, type SearchParts } from './retrieval/retrieve.ts';
import { indexVersion, verifyIndex, type Manifest } from './store/manifest.ts';
import { usage } from './usage.ts';
import { NO_VECTORS, type VectorIndex } from './vectors/vectors.ts';

/** Asked once when a worker opens: loads what SQLite, the model and the compiler load lazily. */
const WARM_UP = 'Comment comptabiliser un achat de marchandises à crédit ?';

/** A worker that is open. `embedder.failure` tells whether it searches by words alone. */
interface Opened {
  parts: SearchParts;
  embedder: RestingEmbedder;
  vectors: KeptVectors;
  manifest: Manifest;
}

/** What a question worker does. One instance per process; `open` comes first. `program` names the code that answers. */
export function createQuestionService(program = ''): QuestionWorkerApi {
  let opened: Opened | null = null;
  return {
    open: async (options) => {
      const open = await openWorker(options);
      if (!open.ok) return open;
      opened = open.value;
      if (options.warm !== false) {
        // The model itself, whatever is kept of its vectors.
        await opened.embedder.embed([WARM_UP], 'query');
        await answerQuestion(opened, WARM_UP, false);
      }
      const version = indexVersion(opened.manifest, program);
      const ready: WorkerReady = {
        pid: process.pid,
        indexVersion: version,
        rssMb: rssMb(),
        degraded: opened.embedder.failure,
      };
      return ok(ready);
    },
    answer: async (question, explain = false) =>
      opened ? ok(await answerQuestion(opened, question, explain)) : fail('internal', 'not open'),
    usage: async () => usage(),
  };
}

/** A model, or a library for comparing vectors, that cannot be loaded costs the search by meaning; an index that is not what it should be is refused. */
async function openWorker({
  indexDir,
  modelDir,
  threads,
  sqlite,
  libraryFile,
  idleReleaseMs = 0,
}: WorkerOptions): Promise<Result<Opened>> {
  if (!existsSync(indexDir)) return fail('index_missing', indexDir);
  const card = openModelCard(modelDir);
  const manifest = verifyIndex(indexDir, card.ok ? modelHash(card.value) : null);
  if (!manifest.ok) return manifest;
  const { hash, dimension, id } = manifest.value.model;
  const near = openNear(indexDir, dimension);
  // A damaged file is refused all the same: it could answer wrongly.
  if (!near.ok && near.failure.kind !== 'vectors_unavailable') return near;
  const load = async (): Promise<Result<Embedder>> => {
    if (!card.ok) return card;
    if (!near.ok) return near;
    const loaded = await loadEmbedder(modelDir, threads);
    // Its folder may have changed since; vectors of another model would compare with nothing here.
    return loaded.ok && modelHash(loaded.value.card) !== hash ? fail('model_corrupt', id) : loaded;
  };
  const embedder = new RestingEmbedder(load, dimension, idleReleaseMs);
  // Nothing to load: known from the start.
  if (!card.ok || !near.ok) await embedder.warm();
  const vectors = new KeptVectors(embedder, { path: libraryFile, sqlite, model: hash, dimension });
  try {
    return ok({
      parts: openPartsWith(indexDir, vectors, near.ok ? near.value : NO_VECTORS, sqlite),
      embedder,
      vectors,
      manifest: manifest.value,
    });
  } catch (error) {
    return fail('index_corrupt', (error as Error).message);
  }
}

/** Fails with vectors_unavailable when nothing can be compared on this machine, else with index_corrupt. */
function openNear(indexDir: string, dimension: number): Result<VectorIndex> {
  try {
    return ok(openVectorsOf(indexDir, dimension));
  } catch (error) {
    return error instanceof ExpectedFailure
      ? { ok: false, failure: error.failure }
      : fail('index_corrupt', (error as Error).message);
  }
}

/** Several questions in one text are answered one after the other; their times add up. */
async function answerQuestion({ parts, embedder, vectors }: Opened, raw: string, explain: boolean): Promise<WorkerAnswer> {
  const answers: (Pick<WorkerAnswer, 'finding' | 'timings'> & { question: string })[] = [];
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
  const { failure } = embedder;
  const finding = joinFindings(answers);
  return {
    finding: failure ? foundByWords(finding) : finding,
    timings,
    rssMb: rssMb(),
    degraded: failure,
    vectors: vectors.handOver(),
  };
}

/** Says in the answer itself that nothing was searched by meaning. */
const foundByWords = (finding: Finding): Finding => ({ ...finding, answer: `${finding.answer}\n\n${LEXICAL_ONLY_FR}` });

async function answerOne(
  parts: SearchParts,
  question: string,
  explain: boolean,
): Promise<Pick<WorkerAnswer, 'finding' | 'timings'>> {
  const understanding = understand(question, parts.store.lexicon);
  const retrieval = await retrieve(parts, understanding.sens, understanding.subject);
  const start = performance.now();
  const finding = answer(understanding, retrieval, parts.store, explain);
  return { finding, timings: { ...retrieval.timings, answer_ms: performance.now() - start } };
}

/** Asking the system takes as long as a tenth of an answer, and memory does not change so fast. */
const RSS_EVERY_MS = 100;

let measured = { at: -Infinity, mb: 0 };

function rssMb(): number {
  const now = performance.now();
  if (now - measured.at >= RSS_EVERY_MS) measured = { at: now, mb: Math.round(process.memoryUsage.rss() / 2 ** 20) };
  return measured.mb;
}
