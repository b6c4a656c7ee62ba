import type { QuestionInput, QuestionState } from './domain/question.ts';
import type { Finding, Timings } from './domain/settlement.ts';
import type { Failure, Result } from './failures.ts';

/** Stage times a worker measures itself, in milliseconds. */
export type StageTimings = Pick<Timings, 'embed_ms' | 'lexical_ms' | 'semantic_ms' | 'answer_ms'>;

/** How a question worker is opened; paths are absolute. */
export interface WorkerOptions {
  indexDir: string;
  modelDir: string;
  /** Threads the embedder may use in this worker. */
  threads: number;
}

/** What a warm worker tells about itself. `indexVersion` changes with corpus, model or analyser. */
export interface WorkerReady {
  pid: number;
  indexVersion: string;
  rssMb: number;
}

export interface WorkerAnswer {
  finding: Finding;
  timings: StageTimings;
  /** Resident memory of the worker after this answer, in MiB. */
  rssMb: number;
}

/** The question worker, as the engine sees it through Comlink. */
export interface QuestionWorkerApi {
  /** Loads the model, opens the index and asks one question to warm both; to be called once, first. */
  open(options: WorkerOptions): Promise<Result<WorkerReady>>;
  answer(question: string): Promise<Result<WorkerAnswer>>;
}

export const QUESTION_WORKER_METHODS = ['open', 'answer'] as const satisfies readonly (keyof QuestionWorkerApi)[];

export type WorkerLifeState = 'starting' | 'idle' | 'busy' | 'waiting_restart' | 'stopped';

export interface WorkerStatus {
  id: number;
  pid: number | null;
  state: WorkerLifeState;
  rss_mb: number | null;
  answered: number;
  restarts: number;
}

export interface EngineStatus {
  workers: WorkerStatus[];
  queue: { waiting: number; running: number };
  cache: { entries: number; hits: number; misses: number };
  versions: { index: string | null };
  /** Why no worker can answer, when that is so. */
  failure: Failure | null;
}

export interface SubmitReply {
  ids: string[];
}

/** What the page may call, in the window (preload) and in the web shell (HTTP) alike. */
export interface AppApi {
  /** Accepts questions; each settles through the state events, also when it cannot be answered. */
  submit(questions: QuestionInput[]): Promise<SubmitReply>;
  /** False when the question is unknown or already settled. */
  cancel(id: string): Promise<boolean>;
  status(): Promise<EngineStatus>;
}

export const APP_METHODS = ['submit', 'cancel', 'status'] as const satisfies readonly (keyof AppApi)[];

/** The object the page finds: the calls above and one subscription. */
export interface PageApi extends AppApi {
  /** Calls back on every change of state; returns the function that ends the subscription. */
  onQuestionState(listener: (state: QuestionState) => void): () => void;
}

/** Name under which the preload script exposes PageApi in the window. */
export const PAGE_API_KEY = 'ohada';
