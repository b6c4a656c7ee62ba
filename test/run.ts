/**
 * `npm test -- [DOSSIER | FICHIER…]`: runs the suite, or one folder of it (`ui`, `packaging`, `core`…), or single files. Ends with
 * the line "N passed, N failed"; exit status 1 when a test failed or none ran, 2 when the call is wrong.
 */
import { globSync, mkdtempSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { run } from 'node:test';
import { report, type Counts } from './reporter.ts';
import { chromiumPath } from './support/chromium.ts';
import { ROOT } from './support/project.ts';
import { NO_REDIS, redisServerPath } from './support/redis.ts';

/** Files that start browsers, windows or several workers: one at a time, or they would wait for each other's processor time. */
const HEAVY = ['electron', 'hosts', 'packaging', 'ui'];
const WITH_BROWSER = ['electron', 'ui'];
/** Files whose name begins so start a real Redis; without one they are skipped. */
const WITH_REDIS = /\/redis-[^/]*$/;

/** A test or a file that takes longer hangs; a whole run that takes longer would overrun the time CI gives it. */
const TEST_TIMEOUT_MS = 180_000;
const FILE_TIMEOUT_MS = 300_000;
const RUN_TIMEOUT_MS = 18 * 60_000;

/** Test files meant by the arguments, relative to the project, sorted; null when an argument means none. */
function chosenFiles(args: string[]): string[] | null {
  const chosen = (args.length === 0 ? ['.'] : args).map((argument) => {
    const inside = join('test', argument);
    const folder = statSync(join(ROOT, inside), { throwIfNoEntry: false })?.isDirectory() === true;
    return globSync(folder ? join(inside, '**/*.test.ts') : argument, { cwd: ROOT });
  });
  if (chosen.some((files) => files.length === 0)) return null;
  return [...new Set(chosen.flat())].sort();
}

const isIn = (folders: string[]) => (file: string) => folders.includes(file.split(sep)[1] ?? '');

/**
 * Runs files, `abreast` at a time, each in a process of its own that has to end by itself: node's `forceExit` would lose results
 * that are still on their way out. A file that leaves something open fails when its time is up.
 */
async function runFiles(files: string[], abreast: number, whole: AbortSignal): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const waiting = files.values();
  const takeTurns = async (): Promise<void> => {
    for (const file of waiting) {
      const signal = AbortSignal.any([whole, AbortSignal.timeout(FILE_TIMEOUT_MS)]);
      const counts = await report(file, run({ files: [join(ROOT, file)], timeout: TEST_TIMEOUT_MS, signal }));
      for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
    }
  };
  await Promise.all(Array.from({ length: abreast }, takeTurns));
  return total;
}

async function main(args: string[]): Promise<number> {
  const files = chosenFiles(args);
  if (!files) {
    process.stderr.write('Aucun fichier de test ne correspond. Usage : npm test -- [DOSSIER de test/ | FICHIER.test.ts…]\n');
    return 2;
  }
  if (files.some(isIn(WITH_BROWSER))) {
    try {
      // Told to every test process, so that none looks, or installs, again.
      process.env['CHROME_PATH'] = chromiumPath();
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`);
      return 1;
    }
  }
  if (files.some((file) => WITH_REDIS.test(file.replaceAll(sep, '/'))) && redisServerPath() === undefined)
    process.stderr.write(`SKIPPED: ${NO_REDIS}\n`);
  // Whoever runs the tests may have configured the application for himself.
  process.env['OHADA_DATA'] ??= mkdtempSync(join(tmpdir(), 'ohada-data-'));
  const heavy = files.filter(isIn(HEAVY));
  const light = files.filter((file) => !heavy.includes(file));
  const signal = AbortSignal.timeout(RUN_TIMEOUT_MS);
  const counts = [await runFiles(light, Math.min(2, availableParallelism()), signal), await runFiles(heavy, 1, signal)];
  const sum = (key: keyof Counts): number => counts.reduce((total, part) => total + part[key], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
