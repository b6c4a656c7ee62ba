import { ask } from './cli/ask.ts';
import { evaluate } from './cli/eval.ts';
import { USAGE, UsageError } from './cli/usage.ts';

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  ask,
  eval: evaluate,
  // Read only when asked for: the server is most of the bundle.
  serve: async (args) => (await import('./cli/serve.ts')).serve(args),
};

/** Runs one command line (without program name); resolves to the exit status. */
async function main([name = '', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  try {
    if (!command) throw new UsageError(`Commande inconnue : « ${name} ».`);
    return await command(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
