import { ExpectedFailure } from '../../core/failures.ts';
import { failureSentence } from '../../core/messages.fr.ts';
import { buildBundles } from './bundles.ts';
import { buildKnowledgeIndex, CorpusInvalid } from './knowledge-index.ts';
import { say } from './project.ts';

/** Runs a script's work; expected failures end it with a sentence and exit status 1, anything else is a bug and shows itself. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExpectedFailure) say(failureSentence(error.failure));
    else if (error instanceof CorpusInvalid) say(error.message);
    else throw error;
    process.exitCode = 1;
  }
}

/** Builds whatever is stale, with a line for each thing built: what every command of the application needs first. */
export async function prepare(): Promise<void> {
  if (await buildBundles()) say('Programme construit.');
  await buildKnowledgeIndex();
}
