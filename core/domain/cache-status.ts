/** Answers shared with other processes. `degraded`: they cannot be reached now, and this process answers from its own memory. */
export interface SharedAnswersStatus {
  store: 'redis';
  state: 'connected' | 'connecting' | 'degraded';
  hits: number;
  misses: number;
  /** Times the store was missing, slow or refused. */
  failures: number;
}

/** Where answers came from since the start. */
export interface CacheStatus {
  entries: number;
  /** Questions answered from this process's memory, and those that were not. */
  hits: number;
  misses: number;
  /** Of the misses, those that joined an identical question in flight. */
  joined: number;
  /** Part of the questions that cost no worker: kept here, kept in the shared store, or joined; 0 to 1. */
  hit_rate: number;
  /** Estimated memory, in MiB. */
  size_mb: number;
  max_mb: number;
  /** Null when answers stay in this process. */
  shared: SharedAnswersStatus | null;
}
