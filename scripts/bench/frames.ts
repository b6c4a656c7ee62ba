import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { percentile } from '../../workers/evaluation/metrics.ts';
import { busiestFrame, traceMainThread } from './frame-trace.ts';
import { manyQuestions, takeQuestions } from './many-questions.ts';
import { startShell, type Shell } from './shell.ts';
import { table } from './table.ts';

/** What a page drew while questions ran; times in milliseconds, as the clock on the wall has them unless said otherwise. */
export interface FrameFigures {
  page: 'application' | 'blank';
  frames: number;
  p50_ms: number;
  p99_ms: number;
  longest_ms: number;
  over_50: number;
  /** Tasks of the page that took longer than 50 ms, as PerformanceObserver has them: time in which it did not run counts too. */
  long_tasks: number;
  longest_task_ms: number;
  /** Processor time of the page's main thread in the frame in which it worked most: what no other program adds to. */
  busiest_cpu_ms: number;
}

export interface Frames {
  questions: number;
  rounds: number;
  /** The blank page shows what the machine alone does to frames: nothing of ours runs in it. */
  pages: FrameFigures[];
}

const QUESTIONS = 64;
const ROUNDS = 3;
const WARM_UP = 8;
/** What was asked or settled last is drawn well within this time. */
const SETTLE_MS = 400;
const LOOK_EVERY_MS = 50;
const LONG_MS = 50;
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];

/** Runs in the page: every frame and every long task from now on, until the function it leaves behind is called. */
const RECORD = `(() => {
  const record = { frames: [], tasks: [] };
  let last = 0;
  let frame = 0;
  const tick = (now) => {
    if (last > 0) record.frames.push(now - last);
    last = now;
    frame = requestAnimationFrame(tick);
  };
  frame = requestAnimationFrame(tick);
  const observer = new PerformanceObserver((list) => record.tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  window.stopRecording = () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    return record;
  };
})()`;

interface Recorded {
  frames: number[];
  tasks: number[];
}

/** How questions get to the engine while a page is watched: `prepare` comes before anything is recorded. */
interface Asking {
  name: FrameFigures['page'];
  address: string;
  prepare: (page: Page, questions: string[]) => Promise<void>;
  send: (page: Page, questions: string[]) => Promise<void>;
}

/** A real Chromium on the web shell while 64 questions run, and on a blank page while as many run; null without a Chromium. */
export async function measureFrames(rounds = ROUNDS): Promise<Frames | null> {
  const executablePath = process.env['CHROME_PATH'] ?? PATHS.find((path) => existsSync(path));
  if (executablePath === undefined) return null;
  const shell = await startShell();
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  try {
    const all = manyQuestions();
    const ways = waysToAsk(shell);
    const pages: FrameFigures[] = [];
    for (const [way, asking] of ways.entries()) {
      const start = WARM_UP + way * rounds * QUESTIONS;
      const batches = Array.from({ length: rounds }, (_, at) => takeQuestions(all, start + at * QUESTIONS, QUESTIONS));
      pages.push(await watch(browser, shell, asking, [takeQuestions(all, 0, WARM_UP), ...batches]));
    }
    return { questions: QUESTIONS, rounds, pages };
  } finally {
    await browser.close();
    await shell.stop();
  }
}

function waysToAsk(shell: Shell): Asking[] {
  const box = (page: Page) => page.getByRole('textbox').first();
  return [
    {
      name: 'application',
      address: `${shell.origin}/#token=${shell.token}`,
      // All lines at once keep Chromium's own editor busy for longer than a frame, whatever the page.
      prepare: (page, questions) => box(page).fill(questions.join('\n')),
      send: (page) => box(page).press('Enter'),
    },
    { name: 'blank', address: 'about:blank', prepare: async () => {}, send: (_, questions) => shell.ask(questions) },
  ];
}

/** The first batch warms the page up. */
async function watch(browser: Browser, shell: Shell, { name, address, prepare, send }: Asking, batches: string[][]) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 820 } });
  await page.goto(address);
  const rounds: (Recorded & { cpuMs: number })[] = [];
  for (const questions of batches) {
    await prepare(page, questions);
    await delay(SETTLE_MS);
    const stopTrace = await traceMainThread(browser, page);
    await page.evaluate(RECORD);
    await send(page, questions);
    await untilSettled(shell);
    const recorded = await page.evaluate<Recorded>('window.stopRecording()');
    rounds.push({ ...recorded, cpuMs: busiestFrame(await stopTrace()) });
  }
  await page.close();
  return figuresOf(name, rounds.slice(1));
}

function figuresOf(page: FrameFigures['page'], rounds: (Recorded & { cpuMs: number })[]): FrameFigures {
  const frames = rounds.flatMap((round) => round.frames);
  const tasks = rounds.flatMap((round) => round.tasks);
  return {
    page,
    frames: frames.length,
    p50_ms: percentile(frames, 0.5),
    p99_ms: percentile(frames, 0.99),
    longest_ms: Math.max(...frames),
    over_50: frames.filter((ms) => ms > LONG_MS).length,
    long_tasks: tasks.length,
    longest_task_ms: Math.max(0, ...tasks),
    busiest_cpu_ms: Math.max(...rounds.map(({ cpuMs }) => cpuMs)),
  };
}

async function untilSettled(shell: Shell): Promise<void> {
  // The page's questions may still be on their way.
  await delay(SETTLE_MS);
  while ((await shell.open()) > 0) await delay(LOOK_EVERY_MS);
  await delay(SETTLE_MS);
}

const LABELS: Record<FrameFigures['page'], string> = { application: 'application', blank: 'page vide' };

export function printFrames(figures: Frames | null): string {
  if (figures === null) return 'Images de la fenêtre : aucun Chromium ici ; indiquez le vôtre par CHROME_PATH.';
  return table(
    `Images de la fenêtre pendant ${figures.questions} questions à la fois, ${figures.rounds} fois (Chromium, ms)`,
    ['page', 'images', 'p50', 'p99', 'plus longue', '> 50 ms', 'tâches > 50', 'plus longue', 'processeur au plus'],
    figures.pages.map((page) => [
      LABELS[page.page],
      page.frames,
      page.p50_ms.toFixed(1),
      page.p99_ms.toFixed(1),
      page.longest_ms.toFixed(0),
      page.over_50,
      page.long_tasks,
      page.longest_task_ms.toFixed(0),
      page.busiest_cpu_ms.toFixed(1),
    ]),
  );
}
