import type { CacheStatus } from './domain/cache-status.ts';
import type { QuestionInput, QuestionSource, QuestionState } from './domain/question.ts';
import type { Finding, Timings } from './domain/settlement.ts';
import type { Failure, Result } from './failures.ts';
import type { KeptVector, LibraryStatus } from './library/contract.ts';
import type { Alert, MonitoringReport } from './monitoring/report.ts';
import type { UsageApi } from './monitoring/worker-usage.ts';

/** Stage times a worker measures itself, in milliseconds. */
export type StageTimings = Pick<Timings, 'embed_ms' | 'lexical_ms' | 'semantic_ms' | 'answer_ms'>;

/** How a question worker is opened; paths are absolute. */
export interface WorkerOptions {
  indexDir: string;
  modelDir: string;
  /** Threads the embedder may use in this worker. */
  threads: number;
  sqlite?: SqliteOptions | undefined;
  /** Loads the model and asks one question before it is ready; true unless said otherwise. */
  warm?: boolean | undefined;
  /** The model is released after this long without a question, in milliseconds; 0, or nothing, for never. */
  idleReleaseMs?: number | undefined;
  /** The user's database, where vectors of questions are looked up; it need not exist. */
  libraryFile?: string | undefined;
}

/** Sizes of one read-only connection, in MiB. */
export interface SqliteOptions {
  mmapMb: number;
  cacheMb: number;
}

/** What a warm worker tells about itself. `indexVersion` changes with corpus, model, analyser and the program that answers. */
export interface WorkerReady {
  pid: number;
  indexVersion: string;
  rssMb: number;
  /** Why it searches by words alone, when it does. */
  degraded?: Failure | null;
}

export interface WorkerAnswer {
  finding: Finding;
  timings: StageTimings;
  /** Resident memory of the worker after this answer, in MiB. */
  rssMb: number;
  /** Why only words were searched for, when that is so; the finding says it too. */
  degraded?: Failure | null;
  /** Vectors found in the user's database, and those computed, which are to be kept there. */
  vectors?: { hits: number; computed: KeptVector[] } | undefined;
}

/** The question worker, as the engine sees it through Comlink. */
export interface QuestionWorkerApi extends UsageApi {
  /** Opens the index and, unless it is not to be warm, loads the model; to be called once, first. */
  open(options: WorkerOptions): Promise<Result<WorkerReady>>;
  /** `explain`: with the explication of the finding. */
  answer(question: string, explain?: boolean): Promise<Result<WorkerAnswer>>;
}

export const QUESTION_WORKER_METHODS = ['open', 'answer', 'usage'] as const satisfies readonly (keyof QuestionWorkerApi)[];

/** Which search is evaluated: by words, by meaning, or both fused. */
export type SearchMode = 'lexical' | 'semantic' | 'hybrid';

/** What one evaluation reads and where it may keep its index; paths are absolute. */
export interface EvalOptions {
  /** A folder in BEIR layout: corpus.jsonl, queries.jsonl, qrels/test.tsv. */
  dataset: string;
  modes: SearchMode[];
  modelDir: string;
  /** Kept for the next evaluation of the same data with the same program; a temporary folder is used when it cannot be written. */
  cacheDir: string;
  threads: number;
}

/** Means over queries, 0 to 1. */
export interface RankingFigures {
  'ndcg@10': number;
  'mrr@10': number;
  'recall@10': number;
  'recall@100': number;
}

export interface ModeFigures extends RankingFigures {
  /** The same averaged within each intent, then over intents; absent when no query has one. */
  by_intent?: RankingFigures;
  /** Time of one search, in milliseconds. */
  p50_ms: number;
  p95_ms: number;
}

/** `queries` counts those with at least one relevant document: only they are evaluated. */
export type EvalReport = { dataset: string; queries: number } & Partial<Record<SearchMode, ModeFigures>>;

/** A data set that cannot be used; `detail` names the file, with the line number where one is to blame. */
export interface DatasetFailure {
  kind: 'dataset_missing' | 'dataset_line' | 'dataset_empty';
  detail: string;
}

export type EvalOutcome = { ok: true; value: EvalReport } | { ok: false; failure: Failure | DatasetFailure };

/** The evaluation worker. Its progress goes to its standard error. */
export interface EvalWorkerApi {
  run(options: EvalOptions): Promise<EvalOutcome>;
}

export const EVAL_WORKER_METHODS = ['run'] as const satisfies readonly (keyof EvalWorkerApi)[];

/** `paused`: nothing is tried for a long while; `retiring`: on its last question. */
export type WorkerLifeState = 'starting' | 'idle' | 'busy' | 'waiting_restart' | 'paused' | 'retiring' | 'stopped';

export interface WorkerStatus {
  id: number;
  pid: number | null;
  state: WorkerLifeState;
  rss_mb: number | null;
  answered: number;
  restarts: number;
  /** Times its process gave way to a fresh one without having failed. */
  recycled: number;
  /** By what it searches; `lexical` is the degraded mode. Null while it is not open. */
  search: 'hybrid' | 'lexical' | null;
  /** Why its last process was given up; null while none was. */
  last_error: WorkerError | null;
}

/**
 * `exited`: the process ended (`detail`: its code or signal). `hung`: silent too long. `crashed`: threw (`detail`: what). `refused`: could
 * not open model or index (`detail`: the failure's kind). `not_started`: the system gave no process.
 */
export interface WorkerError {
  kind: 'exited' | 'hung' | 'crashed' | 'refused' | 'not_started';
  detail: string | null;
}

export interface QueueStatus {
  waiting: number;
  running: number;
  /** Mean time a worker takes for one question, in milliseconds; null before the first. */
  service_ms: number | null;
  /** Questions taken in at once at most, and those taken in now by source; questions that share an answer count one by one. */
  limit: number;
  open: Record<QuestionSource, number>;
  /** Questions refused since the start because the queue was full or a limit of rate was reached. */
  refused: number;
}

export interface EngineStatus {
  workers: WorkerStatus[];
  queue: QueueStatus;
  cache: CacheStatus;
  versions: { index: string | null };
  /** Why no worker can answer, when that is so. */
  failure: Failure | null;
  /** The user's database; null when this host keeps none. */
  library: LibraryStatus | null;
  /** What the user should know although questions are answered. */
  warnings: Warning[];
}

/** `message` is a French sentence, ready to be shown. */
export interface Warning {
  kind: 'configuration' | 'shared_answers' | 'lexical_only' | 'library';
  message: string;
}

export interface SubmitReply {
  ids: string[];
}

/** Whoever takes questions and tells what becomes of them. */
export interface QuestionTaker {
  /**
   * Accepts questions; each settles through the state events, also when it cannot be answered. Those for which there is no room settle
   * as failed with queue_full or rate_limited.
   */
  submit(questions: QuestionInput[]): Promise<SubmitReply>;
  /** False when the question is unknown or already settled. */
  cancel(id: string): Promise<boolean>;
  /** Calls back on every change of state; returns the function that ends the subscription. */
  onQuestionState(listener: (state: QuestionState) => void): () => void;
}

/** All of a submission, or nothing of it: `retryAfterMs` estimates when it would be taken, null when nothing is known. */
export type Offer = { ok: true; ids: string[] } | { ok: false; failure: Failure; retryAfterMs: number | null };

/** The engine, as those see it who observe it. */
export interface EngineApi extends QuestionTaker {
  /** Takes all of these questions, which are of one source, or refuses all. `client` names whose limit of rate they count towards. */
  offer(questions: QuestionInput[], client: string): Promise<Offer>;
  status(): Promise<EngineStatus>;
  /** Changes the number of question workers, 1 to MOST_WORKERS_ASKED, until the application ends; nothing in progress is lost. */
  resize(workers: number): Promise<void>;
  /** Where the window's questions stand that were left over from an earlier run and asked again. */
  recovered(): Promise<QuestionState[]>;
}

/** The engine's state, and what the rules of the configuration say of it. */
export interface AppStatus extends EngineStatus {
  alerts: Alert[];
}

/** What the page may call, in the window (preload) and in the web shell (HTTP) alike. */
export interface AppApi extends Omit<EngineApi, 'status' | 'onQuestionState' | 'offer'> {
  status(): Promise<AppStatus>;
  /** Everything measured over the last minutes. */
  monitoring(): Promise<MonitoringReport>;
}

export const APP_METHODS = [
  'submit',
  'cancel',
  'status',
  'resize',
  'recovered',
  'monitoring',
] as const satisfies readonly (keyof AppApi)[];

/** The object the page finds: the calls above and one subscription. */
export interface PageApi extends AppApi, QuestionTaker {}

/** Name under which the preload script exposes PageApi in the window. */
export const PAGE_API_KEY = 'ohada';
