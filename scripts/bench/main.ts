import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments, wholeNumber } from '../../hosts/cli/arguments.ts';
import { UsageError } from '../../hosts/cli/usage.ts';
import { prepare, runCommand } from '../lib/command.ts';
import { PROJECT, say } from '../lib/project.ts';
import { describeMachine, type Machine } from './machine.ts';
import { PARTS, type BenchOptions, type Part, type PartResult } from './parts.ts';
import { printMachine } from './print.ts';

/** All figures of one run; times in milliseconds. One key for each part that ran, named as in PARTS. */
export interface BenchReport {
  machine: Machine;
  /** Load of the machine before each part: what else went on makes its figures worse. */
  load_before: Record<string, number>;
  [part: string]: unknown;
}

const SOAK_MINUTES = 10;
const LONGEST_SOAK_MINUTES = 1440;
const MOST_PASSAGES = 10_000_000;

const USAGE = `Usage : npm run bench -- [--json] [--dataset DOSSIER] [--only PARTIE[,PARTIE]] [--growth [--to PASSAGES]] [--soak [MINUTES]]
  parties : ${Object.keys(PARTS).join(', ')}
  --growth et --soak (10 minutes) sont longs : ils ne tournent que sur demande, et alors seuls, ou avec ce que --only nomme`;

interface Call {
  json: boolean;
  names: string[];
  options: BenchOptions;
}

function readCall(args: string[]): Call {
  const { values } = readArguments({
    args: withMinutes(args),
    options: {
      json: { type: 'boolean' },
      dataset: { type: 'string' },
      only: { type: 'string' },
      growth: { type: 'boolean' },
      to: { type: 'string' },
      soak: { type: 'string' },
    },
  });
  const { dataset, growth, to, soak } = values;
  if (dataset !== undefined && !existsSync(dataset)) throw new UsageError(`Le dossier « ${dataset} » est introuvable.`);
  const only = values.only?.split(',').map((name) => name.trim().replaceAll('-', '_')) ?? [];
  const unknown = only.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) throw new UsageError(`« ${unknown} » n’est pas une partie des mesures.`);
  const chosen = new Set([...only, ...(growth === true ? ['growth'] : []), ...(soak === undefined ? [] : ['soak'])]);
  if (to !== undefined && !chosen.has('growth')) throw new UsageError('--to va avec --growth.');
  return {
    json: values.json === true,
    names: Object.keys(PARTS).filter((name) => (chosen.size === 0 ? PARTS[name]?.isLong === false : chosen.has(name))),
    options: {
      dataset: dataset ?? join(PROJECT, '..', 'shared', 'bench', 'cdtn-dev'),
      soakMinutes: wholeNumber('--soak', soak ?? String(SOAK_MINUTES), 1, LONGEST_SOAK_MINUTES),
      growTo: to === undefined ? undefined : wholeNumber('--to', to, 100, MOST_PASSAGES),
    },
  };
}

/** `--soak` may stand without its minutes, which node:util's parser does not allow. */
const withMinutes = (args: string[]): string[] =>
  args.flatMap((arg, at) => (arg === '--soak' && !/^\d/.test(args[at + 1] ?? '') ? [arg, String(SOAK_MINUTES)] : [arg]));

async function bench({ json, names, options }: Call): Promise<void> {
  const report: BenchReport = { machine: describeMachine(), load_before: {} };
  await prepare();
  const texts = [printMachine(report.machine)];
  for (const name of names) {
    const { figures, text, load_before } = await run(name, options);
    report[name] = figures;
    report.load_before[name] = load_before;
    texts.push(`${text}\n  (charge de la machine juste avant : ${load_before})`);
  }
  process.stdout.write(`${json ? JSON.stringify(report) : texts.join('\n\n')}\n`);
}

function run(name: string, options: BenchOptions): Promise<PartResult> {
  const part = PARTS[name] as Part;
  say(part.title);
  return part.run(options);
}

await runCommand(async () => {
  try {
    await bench(readCall(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  }
});
