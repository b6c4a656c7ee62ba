/** Forked by carriers.ts: a host that answers questions in one way. Says how many workers it has, then answers each message with a round. */
import { availableParallelism, totalmem } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { QUESTION_WORKER_METHODS } from '../../core/contract.ts';
import { createEngine } from '../../core/engine/engine.ts';
import { defaultSettings } from '../../core/engine/settings.ts';
import type { Spawn, WorkerProcess } from '../../core/engine/spawn.ts';
import { systemClock } from '../../core/engine/system-clock.ts';
import { exposeGuarded } from '../../core/ipc/guarded-expose.ts';
import type { MessageEndpoint } from '../../core/ipc/message-endpoint.ts';
import { spawnChild } from '../../hosts/spawn-child.ts';
import { createQuestionService } from '../../workers/question-service.ts';
import { rssMb } from './apart.ts';
import type { Carrier, CarrierRound } from './carriers.ts';
import { closedLoop } from './closed-loop.ts';
import { manyQuestions, takeQuestions } from './many-questions.ts';
import { everyWorkerReady, FOLDERS } from './settle.ts';

const QUESTIONS_PER_ROUND = 80;
const WARM_UP = 150;
const IN_FLIGHT = 16;
/** The histogram holds the distances between its timer's calls, of which this much is as it should be. */
const TIMER_MS = 1;
const NS_PER_MS = 1e6;

/** The question service in this very process: its messages are not even copied. */
const inHost: Spawn = (): WorkerProcess => {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const end = (own: 0 | 1): MessageEndpoint => ({
    send: (message) => queueMicrotask(() => listeners[1 - own]?.forEach((listener) => listener(message))),
    onMessage: (listener) => void listeners[own]?.push(listener),
  });
  exposeGuarded(createQuestionService(), QUESTION_WORKER_METHODS, end(1));
  return { pid: process.pid, endpoint: end(0), exited: new Promise(() => {}), kill: () => {} };
};

const inThread: Spawn = (): WorkerProcess => {
  const thread = new Worker(new URL('thread.worker.ts', import.meta.url));
  return {
    pid: process.pid,
    exited: new Promise((resolve) => thread.once('exit', (code) => resolve({ code, signal: null }))),
    kill: () => void thread.terminate(),
    endpoint: {
      send: (message) => thread.postMessage(message),
      onMessage: (listener) => void thread.on('message', listener),
    },
  };
};

const carrier = process.argv[2] as Carrier;
const spawn = { host: inHost, threads: inThread, processes: spawnChild(FOLDERS.bundles) }[carrier];
const machine = { cores: availableParallelism(), memoryGb: totalmem() / 2 ** 30 };
// One thread of JavaScript cannot answer two questions at once.
const one = carrier === 'host' ? { workers: 1 } : {};
const settings = defaultSettings(machine, FOLDERS, { ...one, cache: { maxMb: 0, ttlMs: 0 } });
const engine = createEngine({ spawn, clock: systemClock, settings });
const all = manyQuestions();

process.on('disconnect', () => void engine.close().then(() => process.exit(0)));
await everyWorkerReady(engine);
await closedLoop(engine, takeQuestions(all, 0, WARM_UP), IN_FLIGHT, { prefix: 'warm' });
process.on('message', (round: number) => void measure(round).then((figures) => process.send?.(figures)));
process.send?.({ workers: settings.workers });

async function measure(round: number): Promise<CarrierRound> {
  const delay = monitorEventLoopDelay({ resolution: TIMER_MS });
  const questions = takeQuestions(all, WARM_UP + round * QUESTIONS_PER_ROUND, QUESTIONS_PER_ROUND);
  const before = performance.eventLoopUtilization();
  delay.enable();
  const { per_s } = await closedLoop(engine, questions, IN_FLIGHT, { prefix: `round-${round}` });
  delay.disable();
  const late = (ns: number): number => Math.max(0, ns / NS_PER_MS - TIMER_MS);
  const { workers } = await engine.status();
  const beside = carrier === 'processes' ? workers.reduce((sum, { rss_mb }) => sum + (rss_mb ?? 0), 0) : 0;
  return {
    per_s,
    delay_p50_ms: late(delay.percentile(50)),
    delay_p99_ms: late(delay.percentile(99)),
    delay_max_ms: late(delay.max),
    busy: performance.eventLoopUtilization(before).utilization,
    memory_mb: rssMb() + beside,
  };
}
