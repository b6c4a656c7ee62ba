import { problemSentence, resolveConfiguration } from '../core/configuration/resolve.ts';
import type { Configuration } from '../core/configuration/schema.ts';
import { readTextIfPresent } from '../platform/read-text.ts';
import type { Folders } from './resources.ts';

/** A configuration file or flag cannot be used; the message, in French, names each mistake. The command ends with status 2. */
export class ConfigurationInvalid extends Error {}

/**
 * The bundled configuration under the user's, under `--option` flags. A command that somebody started by hand or by script does not
 * run otherwise than configured: throws ConfigurationInvalid.
 */
export function readConfiguration({ configurationFiles }: Folders, options: readonly string[] = []): Configuration {
  const { configuration, problems } = resolveConfiguration({ files: configurationFiles, options, readText: readTextIfPresent });
  if (problems.length > 0) throw new ConfigurationInvalid(problems.map(problemSentence).join('\n'));
  return configuration;
}
