import { ask } from './cli/ask.ts';
import { evaluate } from './cli/eval.ts';
import { evaluateAnswers } from './cli/eval-answers.ts';
import { USAGE, UsageError } from './cli/usage.ts';
import { ConfigurationInvalid } from './configuration.ts';

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  ask,
  eval: evaluate,
  'eval:answers': evaluateAnswers,
  // Read only when asked for: the server is most of the bundle.
  serve: async (args) => (await import('./cli/serve.ts')).serve(args),
};

/** Runs one command line (without program name); resolves to the exit status. */
async function main([name = '', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if ([name, args[0]].some((one) => one === '--help' || one === '-h')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    if (!command) throw new UsageError(`Commande inconnue : « ${name} ».`);
    return await command(args);
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return complain(error.message);
    if (!(error instanceof UsageError)) throw error;
    return complain(`${error.message}\n${USAGE}`);
  }
}

function complain(message: string): 2 {
  process.stderr.write(`${message}\n`);
  return 2;
}

// Whoever read our output has gone (`… | head -1`): nobody waits for the rest, and that is no bug to show a stack for.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(1);
});

process.exitCode = await main(process.argv.slice(2));
