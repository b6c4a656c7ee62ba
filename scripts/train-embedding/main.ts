import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fasttextMissing } from './fasttext.ts';
import { readOptions, USAGE } from './options.ts';
import { train } from './train.ts';

/** Exit status: 0 when the model is written, 1 when something is missing or failed, 2 when the call is wrong. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const report = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  if (options === null) {
    report(USAGE);
    return 2;
  }
  const missing = fasttextMissing();
  if (missing !== null) {
    report(missing);
    return 1;
  }
  const work = options.work ?? mkdtempSync(join(tmpdir(), 'ohada-train-'));
  try {
    await train(options, work, report);
    return 0;
  } catch (error) {
    report(`L'entraînement a échoué : ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    if (options.work === null) rmSync(work, { recursive: true, force: true });
  }
}

process.exitCode = await main();
