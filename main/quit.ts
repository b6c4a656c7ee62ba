import { app } from 'electron';

/** Longest wait for the windows after the engine has closed, in milliseconds. */
const QUIT_WAIT_MS = 2_000;

/** Key repeat, or a menu and a window that both ask: requests so close together are one wish to quit. */
const ONE_WISH_MS = 500;
/** Longest wait for `close` once somebody has asked a second time, in milliseconds. */
const AT_ONCE_MS = 1_000;

/**
 * Lets workers finish before the application ends, and ends it whatever they do: the first `before-quit` is put off until
 * `close` settles or `closeWithinMs` are over. Who asks again does not want to wait: `close`, called again, hands back what still runs.
 */
export function setupQuit(close: () => Promise<void>, closeWithinMs: number): void {
  let isClosed = false;
  let askedAt: number | null = null;
  const end = (): void => {
    if (isClosed) return;
    isClosed = true;
    app.quit();
    setTimeout(() => app.exit(0), QUIT_WAIT_MS);
  };
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    const now = performance.now();
    if (askedAt === null) void closeWithin(close, closeWithinMs).then(end);
    else if (now - askedAt >= ONE_WISH_MS) void closeWithin(close, AT_ONCE_MS).then(end);
    askedAt ??= now;
  });
}

/** Settles when `close` does, or after `ms`; an error is told on stderr and does not stop the quit. */
async function closeWithin(close: () => Promise<void>, ms: number): Promise<void> {
  const timeout = new Promise<void>((resolve) => setTimeout(resolve, ms));
  try {
    await Promise.race([close(), timeout]);
  } catch (error) {
    console.error('main: workers not closed:', error);
  }
}
