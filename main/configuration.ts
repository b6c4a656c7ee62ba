import { problemSentence, resolveConfiguration } from '../core/configuration/resolve.ts';
import type { Configuration } from '../core/configuration/schema.ts';
import type { Warning } from '../core/contract.ts';
import { readTextIfPresent } from '../platform/read-text.ts';

const OPTION = '--option=';

/**
 * The bundled configuration under the user's, under `--option=section.key=value` on the command line. What cannot be used is left
 * out and told: a mistake in a file must not keep the window from opening.
 */
export function readConfiguration(
  files: string[],
  argv: readonly string[],
): { configuration: Configuration; warnings: Warning[] } {
  const options = argv.filter((argument) => argument.startsWith(OPTION)).map((argument) => argument.slice(OPTION.length));
  const { configuration, problems } = resolveConfiguration({ files, options, readText: readTextIfPresent });
  const warnings = problems.map((problem): Warning => ({ kind: 'configuration', message: problemSentence(problem) }));
  for (const { message } of warnings) console.error('main: configuration:', message);
  return { configuration, warnings };
}
