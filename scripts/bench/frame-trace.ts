import type { Browser, Page } from 'playwright-core';

/** One event of Chromium's trace; times in microseconds, `tdur` in processor time of its thread. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  tdur?: number;
}

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing'];
const MARK = 'ohada-bench';
const US_PER_MS = 1000;

/** Starts a trace; the function returned ends it and resolves to the events of the page's main thread, in order. */
export async function traceMainThread(browser: Browser, page: Page): Promise<() => Promise<TraceEvent[]>> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  // Tells this page's thread from those of other renderers.
  await page.evaluate(`performance.mark('${MARK}')`);
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    const mark = events.find(({ name }) => name === MARK);
    if (!mark) throw new Error('the trace has no events of the page');
    return events.filter(({ pid, tid }) => pid === mark.pid && tid === mark.tid).sort((a, b) => a.ts - b.ts);
  };
}

/** Processor time of the thread from one animation frame to the next, where it was most, in milliseconds. */
export function busiestFrame(events: readonly TraceEvent[]): number {
  let [most, sum, frames] = [0, 0, 0];
  for (const { name, tdur = 0 } of events) {
    if (name === 'FireAnimationFrame') {
      frames++;
      sum = 0;
    } else if (name === 'RunTask') {
      sum += tdur;
      if (frames > 0) most = Math.max(most, sum);
    }
  }
  if (frames === 0 || most === 0) throw new Error('the trace has no frames with their processor time');
  return most / US_PER_MS;
}
