import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { percentile } from '../../workers/evaluation/metrics.ts';
import { PROJECT } from '../lib/project.ts';
import { QUESTIONS } from './questions.ts';

export interface ColdStart {
  runs: number;
  /** From starting the process to having its answer, worker, model and index included. */
  median_ms: number;
}

const RUNS = 5;

/** Asks the built command line, a new process each time. */
export async function measureColdStart(): Promise<ColdStart> {
  const times: number[] = [];
  for (const question of QUESTIONS.slice(0, RUNS)) {
    const start = performance.now();
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(PROJECT, 'dist', 'hosts', 'cli.js'),
      'ask',
      '--json',
      question,
    ]);
    times.push(performance.now() - start);
    JSON.parse(stdout);
  }
  return { runs: RUNS, median_ms: percentile(times, 0.5) };
}
