import type { Failure, Result } from '../../core/failures.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Embedder } from './embedder.ts';

/**
 * An embedder whose model is in memory only while it is needed: loaded when a text is to be embedded, released after `idleMs`
 * without one, 0 for never. Once it cannot be loaded, texts have no direction: all zeros, as for a text without known words.
 */
export class RestingEmbedder implements Pick<Embedder, 'embed' | 'dispose'> {
  readonly #load: () => Promise<Result<Embedder>>;
  readonly #dimension: number;
  readonly #idleMs: number;
  #loading: Promise<Embedder | null> | null = null;
  #isLoaded = false;
  #failure: Failure | null = null;
  #using = 0;
  #idle: NodeJS.Timeout | undefined;

  /** `dimension` is that of the model's vectors. */
  constructor(load: () => Promise<Result<Embedder>>, dimension: number, idleMs: number) {
    this.#load = load;
    this.#dimension = dimension;
    this.#idleMs = idleMs;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Why the model cannot be loaded, once that was tried; it is not tried again. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** Loads the model now. */
  warm(): Promise<void> {
    return this.#withModel(async () => {});
  }

  embed(texts: string[], kind: 'query' | 'passage'): Promise<Float32Array[]> {
    const nowhere = (): Float32Array[] => texts.map(() => new Float32Array(this.#dimension));
    return this.#withModel(async (embedder) => embedder?.embed(texts, kind) ?? nowhere());
  }

  dispose(): Promise<void> {
    clearTimeout(this.#idle);
    return this.#release();
  }

  /** Runs `work` on the model; the time without work counts from when the last one has ended. */
  async #withModel<T>(work: (embedder: Embedder | null) => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    this.#using++;
    try {
      return await work(this.#failure ? null : await (this.#loading ??= this.#loadOnce()));
    } finally {
      this.#using--;
      if (this.#using === 0 && this.#idleMs > 0 && this.#isLoaded)
        this.#idle = setTimeout(() => void this.#release(), this.#idleMs).unref();
    }
  }

  async #loadOnce(): Promise<Embedder | null> {
    const loaded = await this.#load();
    this.#isLoaded = loaded.ok;
    if (loaded.ok) return loaded.value;
    this.#failure = loaded.failure;
    return null;
  }

  async #release(): Promise<void> {
    const last = this.#loading;
    this.#loading = null;
    this.#isLoaded = false;
    await (await last)?.dispose();
    setImmediate(collectGarbage);
  }
}
