import type { QuestionInput, QuestionState } from '../../core/domain/question.ts';
import type { PageClient } from '../transport/page-client.ts';
import { sendFailureOf } from '../transport/transport-error.ts';
import { isOpen } from './model.ts';
import { createStateBuffer } from './state-buffer.ts';
import type { QuestionStore } from './store.ts';

/** Questions sent in one call; the API accepts at most 1000. */
const QUESTIONS_PER_CALL = 250;

/** What the user can do with the list. */
export interface Session {
  ask(questions: readonly string[]): void;
  cancel(id: string): void;
  clear(): void;
  /** Starts to follow the engine; returns what ends it. */
  follow(): () => void;
}

/**
 * Joins the list and the engine: whatever happens to a call, its questions end in a state that the user can read. `page` is the
 * page's own name among those that ask this engine.
 */
export function createSession(client: PageClient, store: QuestionStore, page: string): Session {
  let last = 0;
  const nextId = (): string => `${page}-${(last += 1)}`;

  async function send(questions: readonly QuestionInput[]): Promise<void> {
    for (let start = 0; start < questions.length; start += QUESTIONS_PER_CALL) {
      const part = questions.slice(start, start + QUESTIONS_PER_CALL);
      try {
        await client.submit(part);
      } catch (error) {
        store.dispatch({ type: 'unsent', ids: part.map(({ id }) => id), failure: sendFailureOf(error) });
      }
    }
  }

  const cancel = (id: string): void => {
    // A cancellation that does not arrive changes nothing: the question settles anyway, and the banner tells why.
    client.cancel(id).catch(() => false);
  };

  return {
    ask(texts) {
      const questions = texts.map((question) => ({ id: nextId(), question }));
      store.dispatch({ type: 'asked', at: Date.now(), questions });
      void send(questions);
    },
    cancel,
    clear() {
      for (const item of store.get().items.values()) if (isOpen(item)) cancel(item.id);
      store.dispatch({ type: 'cleared' });
    },
    follow: () => follow(client, store),
  };
}

/** Brings what the engine says into the list, and what it took up from the run before. */
function follow(client: PageClient, store: QuestionStore): () => void {
  // Each once: a list that was cleared stays so.
  const adopted = new Set<string>();
  const adopt = (states: readonly QuestionState[]): void => {
    const fresh = states.filter(({ id }) => !adopted.has(id));
    for (const { id } of fresh) adopted.add(id);
    if (fresh.length > 0) store.dispatch({ type: 'recovered', at: Date.now(), states: fresh });
  };
  const end = client.onQuestionState(
    createStateBuffer((states) => {
      adopt(states.filter(({ recovered }) => recovered === true));
      store.dispatch({ type: 'states', states });
    }),
  );
  // Those that it took up before this page listened; if it cannot be reached, the banner tells.
  client.recovered().then(adopt, () => {});
  return end;
}
