import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage.ts';

/** The flag of every command that starts an engine: a configuration key for this run, `section.key=value`. */
export const OPTION_FLAG = { option: { type: 'string', multiple: true } } as const;

/** node:util's parser, with its complaints in French. Throws UsageError. */
export function readArguments<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(inFrench(error as Error & { code?: string }));
  }
}

/** A whole number of at least `least`. Throws UsageError. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} attend un nombre entier de ${least} à ${most}, pas « ${text} ».`);
}

function inFrench({ code, message }: Error & { code?: string }): string {
  const option = /'(-[^']*)'/.exec(message)?.[1]?.split(' ')[0] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Option inconnue : ${option}.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `Valeur manquante ou inattendue pour ${option}.`;
  return `Argument inattendu : ${/'([^']*)'/.exec(message)?.[1] ?? ''}.`;
}
