import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Most that a probe prints: its figures, no lists of times. */
const LARGEST_REPORT = 16 * 2 ** 20;

/**
 * Runs a file of this folder in a Node process of its own, whose memory then holds nothing else, and resolves to the JSON that it
 * prints; what it says on the way goes to our standard error. Rejects when it fails.
 */
export async function runApart<T>(file: string, args: readonly string[] = [], nodeFlags: readonly string[] = []): Promise<T> {
  const running = promisify(execFile)(process.execPath, [...nodeFlags, join(import.meta.dirname, file), ...args], {
    maxBuffer: LARGEST_REPORT,
  });
  running.child.stderr?.pipe(process.stderr, { end: false });
  return JSON.parse((await running).stdout) as T;
}

/** Resident memory of this process, in MiB. */
export const rssMb = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);
