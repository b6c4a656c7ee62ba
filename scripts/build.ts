import { buildBundles } from './lib/bundles.ts';
import { runCommand } from './lib/command.ts';

await runCommand(async () => {
  await buildBundles({ force: true });
});
