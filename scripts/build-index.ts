import { runCommand } from './lib/command.ts';
import { buildKnowledgeIndex } from './lib/knowledge-index.ts';
import { say } from './lib/project.ts';

await runCommand(async () => {
  const built = await buildKnowledgeIndex({ force: process.argv.includes('--force') });
  if (!built) say("L'index est à jour.");
});
