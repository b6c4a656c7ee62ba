import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EvalReport } from '../../core/contract.ts';
import { PROJECT } from '../lib/project.ts';

/** What `eval --json` prints for the data set; null when the folder is not there. */
export async function evaluateDataset(dataset: string): Promise<EvalReport | null> {
  if (!existsSync(dataset)) return null;
  const cli = join(PROJECT, 'dist', 'hosts', 'cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'eval', '--json', '--dataset', dataset]);
  return JSON.parse(stdout) as EvalReport;
}
