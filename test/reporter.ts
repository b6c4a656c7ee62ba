import { join } from 'node:path';
import type { run } from 'node:test';
import { inspect } from 'node:util';
import { ROOT } from './support/project.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a test file has come to so far. */
interface FileReport extends Counts {
  lines: string[];
  /** Everything the file wrote: shown only when something in it failed. */
  output: string;
  /** Tests of every outcome, suites included: none means that the file holds no test. */
  seen: number;
}

/** The end of a test, as far as it is reported; the types of node:test leave parts of it out. */
interface Ended {
  name: string;
  skip?: string | boolean;
  todo?: string | boolean;
  details: { duration_ms: number; type?: string; error?: Error & { failureType?: string; cause?: unknown } };
}

/** Prints how one file (its path in the project) went, with the details of what failed or was skipped, and counts its tests. */
export async function report(file: string, events: ReturnType<typeof run>): Promise<Counts> {
  const path = join(ROOT, file);
  const result: FileReport = { passed: 0, failed: 0, skipped: 0, lines: [], output: '', seen: 0 };
  const start = performance.now();
  for await (const { type, data } of events as AsyncIterable<{ type: string; data: unknown }>) {
    if (type === 'test:stdout' || type === 'test:stderr') result.output += (data as { message: string }).message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const ended = data as Ended;
    if (ended.name === path) countFile(result, ended);
    else count(result, ended, type === 'test:pass');
  }
  print(file, result, performance.now() - start);
  return result;
}

/** node reports a file itself only when it holds no test, did not load, or did not end. */
function countFile(result: FileReport, ended: Ended): void {
  if (ended.details.error) fail(result, 'the file itself failed', ended);
  else if (result.seen === 0) {
    result.failed++;
    result.lines.push('  ✗ the file contains no test');
  }
}

function count(result: FileReport, ended: Ended, passed: boolean): void {
  const { name, details, skip, todo } = ended;
  result.seen++;
  if (skip !== undefined || todo !== undefined) {
    result.skipped++;
    result.lines.push(`  – ${name} (${[skip, todo].find((reason) => typeof reason === 'string') ?? 'skipped'})`);
  } else if (details.error?.failureType === 'subtestsFailed') {
    // Its tests have been counted one by one.
  } else if (!passed) fail(result, name, ended);
  else if (details.type !== 'suite') result.passed++;
}

function fail(result: FileReport, name: string, { details }: Ended): void {
  result.failed++;
  const cause = details.error?.cause ?? details.error;
  const shown = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
  result.lines.push(`  ✗ ${name}`, indent(shown));
}

function print(file: string, { passed, failed, skipped, lines, output }: FileReport, ms: number): void {
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  const said = failed > 0 && output.trim() !== '' ? [indent(`written by the file:\n${output.trimEnd()}`)] : [];
  const head = `${failed > 0 ? '✗' : '✓'} ${file}: ${parts.join(', ')} (${(ms / 1000).toFixed(1)} s)`;
  process.stdout.write(`${[head, ...lines, ...said].join('\n')}\n`);
}

const indent = (text: string): string => text.replaceAll(/^/gm, '      ');
