import type { AppStatus, SubmitReply } from '../../core/contract.ts';
import type { QuestionInput, QuestionState } from '../../core/domain/question.ts';
import type { MonitoringReport } from '../../core/monitoring/report.ts';
import { readEvents } from './event-stream.ts';
import type { ConnectionState, PageClient } from './page-client.ts';
import { lostQuestion, parseQuestionReply } from './question-reply.ts';
import { failureOfReply, TransportError } from './transport-error.ts';

/** Waits before the 1st, 2nd, … new attempt after the event stream broke, in milliseconds; the last one repeats. */
const RECONNECT_MS = [300, 1000, 2000, 5000];

/** Questions asked for at once after a reconnection. */
const CATCH_UP_AT_ONCE = 6;

export interface HttpClientOptions {
  /** Where the local API is, without a final slash; '' for the page's own origin. */
  origin: string;
  /** Per-run token, null when the page was opened without one. */
  token: string | null;
  reconnectMs?: readonly number[];
}

/** PageApi against the local HTTP API of interfaces.md, for pages that have no preload script. */
export function createHttpClient(options: HttpClientOptions): PageClient {
  return new HttpClient(options);
}

class HttpClient implements PageClient {
  readonly #origin: string;
  readonly #token: string | null;
  readonly #reconnectMs: readonly number[];
  readonly #stateListeners = new Set<(state: QuestionState) => void>();
  readonly #connectionListeners = new Set<(state: ConnectionState) => void>();
  /** Questions sent from here that have not settled: what to ask for after a cut. */
  readonly #open = new Set<string>();
  /** Those among them whose arrival the server has not confirmed: asking for them would find nothing yet. */
  readonly #unconfirmed = new Set<string>();
  #connection: ConnectionState;
  /** Counts the event streams that were opened. */
  #streams = 0;
  #stream: AbortController | null = null;

  constructor({ origin, token, reconnectMs = RECONNECT_MS }: HttpClientOptions) {
    this.#origin = origin;
    this.#token = token;
    this.#reconnectMs = reconnectMs;
    this.#connection = token === null ? 'token_missing' : 'connected';
  }

  async submit(questions: QuestionInput[]): Promise<SubmitReply> {
    const streamsBefore = this.#streams;
    for (const { id } of questions) {
      this.#open.add(id);
      this.#unconfirmed.add(id);
    }
    try {
      const reply = await this.#call('/api/questions', { method: 'POST', body: JSON.stringify({ questions }) });
      return (await reply.json()) as SubmitReply;
    } catch (error) {
      for (const { id } of questions) this.#open.delete(id);
      throw error;
    } finally {
      for (const { id } of questions) this.#unconfirmed.delete(id);
      // A stream opened meanwhile may have missed their first changes and did not ask for them.
      if (this.#streams !== streamsBefore) void this.#catchUp();
    }
  }

  async cancel(id: string): Promise<boolean> {
    const reply = await this.#request(`/api/questions/${encodeURIComponent(id)}`, { method: 'DELETE' });
    return reply.ok;
  }

  async status(): Promise<AppStatus> {
    const reply = await this.#call('/api/status');
    return (await reply.json()) as AppStatus;
  }

  async monitoring(): Promise<MonitoringReport> {
    const reply = await this.#call('/api/monitoring');
    return (await reply.json()) as MonitoringReport;
  }

  async recovered(): Promise<QuestionState[]> {
    const reply = await this.#call('/api/recovered');
    return (await reply.json()) as QuestionState[];
  }

  async resize(workers: number): Promise<void> {
    await this.#call('/api/workers', { method: 'PUT', body: JSON.stringify({ workers }) });
  }

  onQuestionState(listener: (state: QuestionState) => void): () => void {
    this.#stateListeners.add(listener);
    if (this.#stream === null && this.#token !== null) {
      this.#stream = new AbortController();
      void this.#follow(this.#stream.signal);
    }
    return () => {
      this.#stateListeners.delete(listener);
      if (this.#stateListeners.size > 0) return;
      this.#stream?.abort();
      this.#stream = null;
    };
  }

  onConnection(listener: (state: ConnectionState) => void): () => void {
    this.#connectionListeners.add(listener);
    listener(this.#connection);
    return () => this.#connectionListeners.delete(listener);
  }

  /** Keeps the event stream open until `signal` ends it or the token proves wrong. */
  async #follow(signal: AbortSignal): Promise<void> {
    for (let cuts = 0; !signal.aborted; cuts += 1) {
      try {
        const reply = await this.#request('/api/events', { signal, headers: { accept: 'text/event-stream' } });
        if (reply.ok && reply.body !== null) {
          cuts = 0;
          this.#streams += 1;
          // Asked for after the stream is open, so that no change falls between the two.
          void this.#catchUp();
          await readEvents(reply.body, (name, data) => (name === 'question' ? this.#receive(data) : undefined));
        }
      } catch {
        // The stream was cut or the server is away: the same as a stream that ended.
      }
      if (signal.aborted || this.#connection === 'token_rejected') return;
      await this.#pause(this.#reconnectMs[Math.min(cuts, this.#reconnectMs.length - 1)] ?? 0, signal);
    }
  }

  /** Asks for every open question: what happened to it while nobody listened. */
  async #catchUp(): Promise<void> {
    const waiting = [...this.#open].filter((id) => !this.#unconfirmed.has(id));
    const next = async (): Promise<void> => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const reply = await this.#request(`/api/questions/${encodeURIComponent(id)}`).catch(() => null);
        if (reply?.ok === true) this.#receive(await reply.text());
        else if (reply?.status === 404) this.#emit(lostQuestion(id));
      }
    };
    await Promise.all(Array.from({ length: CATCH_UP_AT_ONCE }, next));
  }

  #receive(json: string): void {
    const state = parseQuestionReply(json);
    if (state !== null) this.#emit(state);
  }

  #emit(state: QuestionState): void {
    if (state.state === 'settled') this.#open.delete(state.id);
    for (const listener of this.#stateListeners) listener(state);
  }

  async #call(path: string, init: RequestInit = {}): Promise<Response> {
    const reply = await this.#request(path, init);
    if (!reply.ok) throw new TransportError(await failureOfReply(reply));
    return reply;
  }

  /** Every request passes here: it carries the token and tells what became of the connection. */
  async #request(path: string, init: RequestInit = {}): Promise<Response> {
    if (this.#token === null) throw new TransportError('token_rejected');
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.#token}`);
    if (init.body !== undefined) headers.set('content-type', 'application/json');
    try {
      const reply = await fetch(this.#origin + path, { ...init, headers, cache: 'no-store' });
      this.#connected(reply.status === 401 || reply.status === 403 ? 'token_rejected' : 'connected');
      return reply;
    } catch {
      if (init.signal?.aborted !== true) this.#connected('unreachable');
      throw new TransportError('unreachable');
    }
  }

  #connected(state: ConnectionState): void {
    if (state === this.#connection) return;
    this.#connection = state;
    for (const listener of this.#connectionListeners) listener(state);
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}
