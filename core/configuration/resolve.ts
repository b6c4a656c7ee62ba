import { parse, YAMLError } from 'yaml';
import type { z } from 'zod';
import { KEY_FACTS } from './keys.ts';
import { configurationSchema, keysOf, SECTION_NAMES, type Configuration, type SectionName } from './schema.ts';

/** Name of the file, under resources/ and in the user's data folder. */
export const CONFIGURATION_FILE = 'concurrency.yaml';

/** What is wrong with one file or flag; `message` is in French and names the key and what is allowed. */
export interface ConfigurationProblem {
  /** Path of the file, or `--option`. */
  source: string;
  message: string;
}

export interface ResolvedConfiguration {
  configuration: Configuration;
  /** Each names a source that was left out; empty when everything applies. */
  problems: ConfigurationProblem[];
}

export interface ConfigurationSources {
  /** Paths, the later one wins; a file that does not exist changes nothing. */
  files: readonly string[];
  /** `section.key=value` each; they win over every file. */
  options?: readonly string[];
  /** Text of a file, null when there is none. May throw. */
  readText: (path: string) => string | null;
}

type Layer = Partial<Record<SectionName, Record<string, unknown>>>;

/**
 * Puts the sources one over the other, key by key. A source with a mistake in it is left out as a whole, told with every mistake,
 * and the others apply: half a file would be neither what its author wanted nor what we chose.
 */
export function resolveConfiguration({ files, options = [], readText }: ConfigurationSources): ResolvedConfiguration {
  const problems: ConfigurationProblem[] = [];
  const layers: Layer[] = [];
  const add = (source: string, read: () => unknown): void => {
    const checked = checkedLayer(read);
    if (checked.ok) layers.push(checked.layer);
    else problems.push(...checked.messages.map((message) => ({ source, message })));
  };
  for (const path of files) {
    add(path, () => {
      const text = readText(path);
      return text === null ? {} : parse(text);
    });
  }
  for (const option of options) add('--option', () => optionLayer(option));
  return { configuration: merged(layers), problems };
}

/** A problem as one line. */
export const problemSentence = ({ source, message }: ConfigurationProblem): string => `${source} : ${message}`;

type Checked = { ok: true; layer: Layer } | { ok: false; messages: string[] };

function checkedLayer(read: () => unknown): Checked {
  try {
    const layer = withoutEmptySections(read());
    const complete = isObject(layer) ? { ...emptySections(), ...layer } : layer;
    const { error } = configurationSchema.safeParse(complete);
    if (!error) return { ok: true, layer: layer as Layer };
    return { ok: false, messages: [...new Set(error.issues.flatMap((issue) => messagesOf(issue, complete)))] };
  } catch (error) {
    return { ok: false, messages: [unreadable(error as Error)] };
  }
}

/** A flag that does not look like one; its message is a whole sentence. */
class OptionMalformed extends Error {}

function unreadable(error: Error): string {
  if (error instanceof OptionMalformed) return error.message;
  if (!(error instanceof YAMLError)) return `fichier illisible (${error.message}).`;
  const line = error.linePos?.[0].line;
  const first = error.message.split('\n')[0] ?? '';
  return `ce n’est pas du YAML valide${line === undefined ? '' : `, ligne ${line}`} (${first}).`;
}

/** A section whose keys are all commented out is null in YAML, an empty file as well. */
function withoutEmptySections(raw: unknown): unknown {
  if (raw === null || raw === undefined) return {};
  if (!isObject(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([, section]) => section !== null));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const emptySections = (): Record<string, object> => Object.fromEntries(SECTION_NAMES.map((name) => [name, {}]));

function merged(layers: Layer[]): Configuration {
  const sections = SECTION_NAMES.map((name) => [name, Object.assign({}, ...layers.map((layer) => layer[name])) as unknown]);
  return configurationSchema.parse(Object.fromEntries(sections));
}

/** `section.key=value` as a layer; the value is written as in the file. */
function optionLayer(option: string): unknown {
  const [, section, key, value] = /^([a-z_]+)\.([a-z0-9_]+)=(.*)$/s.exec(option) ?? [];
  if (section === undefined || key === undefined || value === undefined)
    throw new OptionMalformed(`« ${option} » : section.clé=valeur est attendu, par exemple workers.count=2.`);
  return { [section]: { [key]: parse(value) as unknown } };
}

function messagesOf(issue: z.core.$ZodIssue, complete: unknown): string[] {
  const [section, key] = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((unknown) => unknownKey(section, unknown));
  if (section === undefined) return ['des sections (« workers: », « timeouts: »…) sont attendues.'];
  if (key === undefined) return [`« ${section} » est une section : ses clés sont attendues dessous, en retrait.`];
  const schema = keysOf(section as SectionName)[key];
  const allowed = schema === undefined ? undefined : KEY_FACTS.get(schema)?.allowed;
  const given = (complete as Record<string, Record<string, unknown>>)[section]?.[key];
  return [`« ${section}.${key} » attend ${allowed ?? 'autre chose'}, pas ${shown(given)}.`];
}

function unknownKey(section: string | undefined, key: string): string {
  if (section === undefined) return `section inconnue : « ${key} ». Sections possibles : ${SECTION_NAMES.join(', ')}.`;
  const known = Object.keys(keysOf(section as SectionName));
  return `clé inconnue : « ${section}.${key} ». Clés possibles : ${known.join(', ')}.`;
}

/** Long enough to be recognised. */
const SHOWN_LENGTH = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
