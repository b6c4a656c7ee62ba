import { relative } from 'node:path';
import type { run } from 'node:test';
import { inspect } from 'node:util';
import { ROOT } from './support/project.ts';

type Events = ReturnType<typeof run>;

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What one test file has come to so far. */
interface FileReport extends Counts {
  file: string;
  ms: number;
  /** Everything the file wrote: shown only when something in it failed. */
  output: string;
  lines: string[];
}

/** The end of a test, as far as it is reported; the types of node:test leave parts of it out. */
interface Ended {
  name: string;
  file?: string;
  skip?: string | boolean;
  todo?: string | boolean;
  details: { duration_ms: number; type?: string; error?: Error & { failureType?: string; cause?: unknown } };
}

/** Prints a line per file, with the details of what failed or was skipped, and counts the tests. */
export async function report(events: Events): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const files = new Map<string, FileReport>();
  const of = (file: string): FileReport => {
    const present = files.get(file) ?? { file, passed: 0, failed: 0, skipped: 0, ms: 0, output: '', lines: [] };
    files.set(file, present);
    return present;
  };
  let current: string | null = null;
  const finish = (): void => {
    if (current === null) return;
    print(of(current), total);
    files.delete(current);
  };
  for await (const { type, data } of events as AsyncIterable<{ type: string; data: unknown }>) {
    if (type === 'test:stdout' || type === 'test:stderr') {
      const { file, message } = data as { file?: string; message: string };
      of(file ?? '').output += message;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const ended = data as Ended;
    const file = ended.file ?? '';
    if (file !== current) finish();
    current = file;
    count(of(file), ended, type === 'test:pass');
  }
  finish();
  return total;
}

function count(file: FileReport, ended: Ended, passed: boolean): void {
  const { name, details, skip, todo } = ended;
  const error = details.error;
  if (skip !== undefined || todo !== undefined) {
    file.skipped++;
    file.lines.push(`  – ${name} (${[skip, todo].find((reason) => typeof reason === 'string') ?? 'skipped'})`);
  } else if (name === file.file && passed) {
    file.failed++;
    file.lines.push('  ✗ the file contains no test');
  } else if (details.type === 'suite' || error?.failureType === 'subtestsFailed') {
    // Its tests have been counted one by one, unless a hook of the suite itself failed.
    if (!passed && error?.failureType !== 'subtestsFailed') fail(file, ended);
  } else if (passed) {
    file.passed++;
    file.ms += details.duration_ms;
  } else fail(file, ended);
}

function fail(file: FileReport, { name, details }: Ended): void {
  file.failed++;
  const cause = details.error?.cause ?? details.error;
  const shown = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
  file.lines.push(`  ✗ ${name === file.file ? 'the file itself failed' : name}`, indent(shown));
}

function print({ file, passed, failed, skipped, ms, lines, output }: FileReport, total: Counts): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const result = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
  const said = failed > 0 && output.trim() !== '' ? [indent(`written by the file:\n${output.trimEnd()}`)] : [];
  const all = [`${failed > 0 ? '✗' : '✓'} ${relative(ROOT, file)}: ${result} (${(ms / 1000).toFixed(1)} s)`, ...lines, ...said];
  process.stdout.write(`${all.join('\n')}\n`);
}

const indent = (text: string): string => text.replaceAll(/^/gm, '      ');
