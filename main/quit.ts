import { app } from 'electron';

/** Longest wait for the windows after the engine has closed, in milliseconds. */
const QUIT_WAIT_MS = 2_000;

/**
 * Lets workers finish before the application ends, and ends it whatever they do: the first `before-quit` is put off until
 * `close` settles or `closeWithinMs` are over.
 */
export function setupQuit(close: () => Promise<void>, closeWithinMs: number): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void closeWithin(close, closeWithinMs).then(() => {
      state = 'closed';
      app.quit();
      setTimeout(() => app.exit(0), QUIT_WAIT_MS);
    });
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
