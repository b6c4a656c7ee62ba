import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Ask } from '../core/asking.ts';
import type { QualityRun } from './quality/quality-run.ts';
import type { QuestionsState } from './questions/reducer.ts';
import type { Session } from './questions/session.ts';
import type { QuestionStore } from './questions/store.ts';
import type { PageClient } from './transport/page-client.ts';

/** What the components work with; made once in main.tsx. */
export interface AppServices {
  client: PageClient;
  store: QuestionStore;
  session: Session;
  /** Asks what does not belong into the list. */
  ask: Ask;
  quality: QualityRun;
}

/** Carries the services down the tree. */
export const AppContext = createContext<AppServices | null>(null);

/** The services; only inside <App>. */
export function useApp(): AppServices {
  const services = useContext(AppContext);
  if (services === null) throw new Error('useApp outside of AppContext');
  return services;
}

/** A part of the list that re-draws the caller when it changes; `select` must return the same value for the same state. */
export function useQuestions<T>(select: (state: QuestionsState) => T): T {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
