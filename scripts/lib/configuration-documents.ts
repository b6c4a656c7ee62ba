import { KEY_FACTS, type KeyFacts } from '../../core/configuration/keys.ts';
import { CONFIGURATION_FILE } from '../../core/configuration/resolve.ts';
import { DEFAULT_CONFIGURATION, keysOf, SECTION_NAMES, SECTIONS_FR, type SectionName } from '../../core/configuration/schema.ts';
import { format } from 'prettier';

/** Files written from the configuration's schema, by path in the project. */
export const CONFIGURATION_DOCUMENTS = { yaml: `resources/${CONFIGURATION_FILE}`, markdown: 'docs/configuration.md' } as const;

const STYLE = { singleQuote: true, printWidth: 130 } as const;

interface Key extends KeyFacts {
  name: string;
  preset: unknown;
}

/** Both files as they should be, in the project's format. Throws when a key has no facts. */
export async function configurationDocuments(): Promise<Record<keyof typeof CONFIGURATION_DOCUMENTS, string>> {
  return {
    yaml: await format(yaml(), { ...STYLE, parser: 'yaml' }),
    markdown: await format(markdown(), { ...STYLE, parser: 'markdown' }),
  };
}

function keys(section: SectionName): Key[] {
  const presets: Record<string, unknown> = DEFAULT_CONFIGURATION[section];
  return Object.entries(keysOf(section)).map(([name, schema]) => {
    const facts = KEY_FACTS.get(schema);
    if (!facts) throw new Error(`${section}.${name} has no description`);
    return { name, preset: presets[name], ...facts };
  });
}

/** As in the file: a text that YAML would read as something else, or as nothing, stands in quotes. */
function shown(value: unknown): string {
  return typeof value === 'string' && /^[a-z][a-z_-]*$/.test(value) ? value : JSON.stringify(value);
}

function yaml(): string {
  const head = [
    '# Réglages d’OHADA Expert-Comptable : tout ce qui règle le travail simultané, les délais et les limites.',
    `# Pour changer une valeur, ne touchez pas à ce fichier : écrivez un fichier ${CONFIGURATION_FILE} dans le dossier de vos données,`,
    '# avec seulement les clés à changer (voir docs/configuration.md). Ce fichier-ci est écrit par',
    '# « node scripts/run.js configuration-docs » d’après core/configuration/schema.ts.',
  ];
  const sections = SECTION_NAMES.map((section) => {
    const lines = keys(section).flatMap(({ name, preset, about, allowed, unit }) => [
      `  # ${about}`,
      `  # Permis : ${allowed}${unit === '' ? '' : ` (${unit})`}.`,
      `  ${name}: ${shown(preset)}`,
    ]);
    return [`# ${SECTIONS_FR[section]}`, `${section}:`, ...lines].join('\n');
  });
  return `${head.join('\n')}\n\n${sections.join('\n\n')}\n`;
}

const INTRODUCTION = `# Configuration

Page écrite par \`node scripts/run.js configuration-docs\` d’après \`core/configuration/schema.ts\`.

Les réglages viennent, du plus faible au plus fort, de :

1. \`resources/${CONFIGURATION_FILE}\`, fourni avec l’application ;
2. \`${CONFIGURATION_FILE}\` dans le dossier des données de l’utilisateur, qui ne contient que les clés à changer :
   \`%APPDATA%\\OHADA Expert-Comptable\` sous Windows, \`~/Library/Application Support/OHADA Expert-Comptable\` sous macOS,
   \`~/.config/OHADA Expert-Comptable\` sous Linux (ou le dossier que nomme \`OHADA_DATA\`) ;
3. les options de l’appel : \`--option section.clé=valeur\`, répétable (dans la fenêtre \`--option=section.clé=valeur\`), et les options
   propres à une commande, comme \`--workers\` ou \`--port\`.

Exemple de fichier :

\`\`\`yaml
workers:
  count: 2
timeouts:
  question_s: 60
\`\`\`

Un fichier qui contient une erreur (clé inconnue, valeur non permise, YAML illisible) est laissé de côté en entier. La fenêtre s’ouvre alors
avec les réglages fournis et dit ce qui ne va pas, clé par clé ; une commande du terminal s’arrête avec le statut 2.`;

/** The user's words may hold what Markdown takes for its own. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

function markdown(): string {
  const sections = SECTION_NAMES.map((section) => {
    const rows = keys(section).map(
      ({ name, preset, unit, allowed, about }) =>
        `| \`${section}.${name}\` | \`${shown(preset)}\` | ${cell(unit)} | ${cell(allowed)} | ${cell(about)} |`,
    );
    const table = ['| clé | valeur fournie | unité | permis | effet |', '| --- | --- | --- | --- | --- |', ...rows];
    return `## ${section} : ${SECTIONS_FR[section]}\n\n${table.join('\n')}`;
  });
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}
