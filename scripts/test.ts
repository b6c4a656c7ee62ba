import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, runCommand } from './lib/command.ts';
import { PROJECT } from './lib/project.ts';

await runCommand(async () => {
  await prepare();
  await import(pathToFileURL(join(PROJECT, 'test', 'run.ts')).href);
});
