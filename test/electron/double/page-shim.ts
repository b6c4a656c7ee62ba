/** What the page and the double exchange. `document` tells one load of a page from the next. */
export type PageRequest =
  | { kind: 'invoke'; document: string; channel: string; args: unknown[] }
  /** Answered when main has sent something. */
  | { kind: 'receive'; document: string };

export interface PageMessage {
  channel: string;
  args: unknown[];
}

export interface PreloadModule {
  exports: unknown;
}

export type Preload = (require: (name: string) => unknown, module: PreloadModule, exports: unknown, process: unknown) => void;

/**
 * Runs in the page before any of its scripts: Electron's renderer part (`contextBridge`, `ipcRenderer`) for the preload script,
 * held in this closure. The function is sent as text, so it may use nothing from outside itself.
 */
export function pageShim(bindingName: string, platform: string, preload: Preload): void {
  const globals = globalThis as unknown as Record<string, unknown>;
  const request = globals[bindingName] as (message: PageRequest) => Promise<unknown>;
  delete globals[bindingName];
  if (window !== window.top || location.href === 'about:blank') return; // Electron runs it in main frames only
  const documentId = crypto.randomUUID();
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();

  /** Structured clone with Electron's message; what the double's wire cannot carry is refused rather than changed. */
  function clone<T>(value: T): T {
    let copy: T;
    try {
      copy = structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
    mustBeCarried(copy);
    return copy;
  }

  function mustBeCarried(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach(mustBeCarried);
    if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error('electron double: only plain data can be carried');
    Object.values(value).forEach(mustBeCarried);
  }

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const sent: PageRequest = { kind: 'invoke', document: documentId, channel, args: clone(args) };
      const reply = (await request(sent)) as { ok: true; value: unknown } | { ok: false; message: string };
      if (!reply.ok) throw new Error(reply.message);
      return reply.value;
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };

  async function receive(): Promise<void> {
    for (;;) {
      const messages = (await request({ kind: 'receive', document: documentId })) as PageMessage[];
      for (const { channel, args } of messages) {
        for (const listener of [...(listeners.get(channel) ?? [])]) deliver(listener, args);
      }
    }
  }

  function deliver(listener: Listener, args: unknown[]): void {
    try {
      listener({ sender: ipcRenderer }, ...args);
    } catch (error) {
      reportError(error);
    }
  }

  /** Copies from one side of the bridge to the other by the rules in Electron's contextBridge documentation. */
  function cross(value: unknown, depth = 0): unknown {
    if (depth > 1000) throw new Error('Electron contextBridge recursion depth exceeded.');
    if (typeof value === 'symbol') return undefined;
    if (typeof value === 'function') return crossFunction(value as (...args: unknown[]) => unknown);
    if (typeof value !== 'object' || value === null) return value;
    if (value === ipcRenderer) throw new Error('Electron contextBridge: ipcRenderer cannot be sent over the bridge.');
    if (value instanceof Promise) return crossPromise(value);
    if (value instanceof Error) return new Error(value.message);
    if (Array.isArray(value)) return Object.freeze(value.map((item) => cross(item, depth + 1)));
    if (Object.getPrototypeOf(value) !== Object.prototype) return clone(value);
    const entries = Object.entries(value).filter(([, item]) => typeof item !== 'symbol');
    return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, cross(item, depth + 1)])));
  }

  function crossFunction(target: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
    return (...args) => {
      try {
        return cross(target(...args.map((arg) => cross(arg))));
      } catch (error) {
        throw cross(error instanceof Error ? error : new Error(String(error)));
      }
    };
  }

  function crossPromise(promise: Promise<unknown>): Promise<unknown> {
    return promise.then(
      (value) => cross(value),
      (error: unknown) => Promise.reject(cross(error) as Error),
    );
  }

  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      if (key in globals) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
      Object.defineProperty(window, key, { value: cross(api), enumerable: true, configurable: false, writable: false });
    },
  };

  const rendererPart = { contextBridge, ipcRenderer };
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return rendererPart;
    throw new Error(`module not found: ${name}`);
  };
  const module: PreloadModule = { exports: {} };
  void receive();
  preload(require, module, module.exports, { platform, sandboxed: true, contextIsolated: true, type: 'renderer', env: {} });
}
