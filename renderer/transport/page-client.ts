import type { PageApi } from '../../core/contract.ts';

/** Whether the page can talk to the engine. */
export type ConnectionState = 'connected' | 'token_missing' | 'token_rejected' | 'unreachable';

/** The page's API, and how the connection behind it fares. */
export interface PageClient extends PageApi {
  /** Calls back with the present state, then on every change; returns what ends it. */
  onConnection(listener: (state: ConnectionState) => void): () => void;
}

/** The desktop window's API: the preload script is always reachable. */
export function preloadClient(api: PageApi): PageClient {
  return {
    submit: (questions) => api.submit(questions),
    cancel: (id) => api.cancel(id),
    status: () => api.status(),
    recovered: () => api.recovered(),
    resize: (workers) => api.resize(workers),
    monitoring: () => api.monitoring(),
    onQuestionState: (listener) => api.onQuestionState(listener),
    onConnection(listener) {
      listener('connected');
      return () => undefined;
    },
  };
}
