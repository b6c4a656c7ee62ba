import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MODEL } from '../../core/default-model.ts';
import { readArguments } from '../../hosts/cli/arguments.ts';
import { UsageError } from '../../hosts/cli/usage.ts';
import { runCommand } from '../lib/command.ts';
import { PROJECT, say } from '../lib/project.ts';
import { baseOf, retrievals, type Base } from './base.ts';
import { beirCollection, ownCollection } from './collections.ts';
import { printSizes, printThresholds, table } from './print.ts';
import { neighbours, three, titles } from './combinations.ts';
import { feedback, questionWeights, synonyms } from './question-variants.ts';
import { openStaticModel } from './static-model.ts';
import {
  dimensions,
  lexicalSettings,
  passageSettings,
  reciprocalRanks,
  scoreFusions,
  searches,
  type Variants,
} from './variants.ts';

const SECTIONS: Record<string, { title: string; variants: (base: Base) => Variants }> = {
  recherches: { title: 'Recherches', variants: searches },
  rangs: { title: 'Fusion par rangs', variants: reciprocalRanks },
  scores: { title: 'Fusion par scores', variants: scoreFusions },
  champs: { title: 'Réglages de la recherche par mots', variants: lexicalSettings },
  synonymes: { title: 'Synonymes du glossaire', variants: synonyms },
  trois: { title: 'Trois recherches', variants: three },
  titres: { title: 'Titre à part', variants: titles },
  voisinage: { title: 'Documents voisins', variants: neighbours },
  retour: { title: 'Retour sur les premiers trouvés', variants: feedback },
  poids: { title: 'Poids des mots de la question', variants: questionWeights },
  passages: { title: 'Passages', variants: passageSettings },
  dimensions: { title: 'Dimensions', variants: dimensions },
};

/** Sections that are about our own index alone, and print tables of their own. */
const OWN_SECTIONS: Record<string, (base: Base) => string> = { voisins: printSizes, seuils: printThresholds };

const ALL = [...Object.keys(SECTIONS), ...Object.keys(OWN_SECTIONS)];

const USAGE =
  'Usage : npm run compare:retrieval -- [--dataset DOSSIER] [--model DOSSIER] [--only SECTION,…]\n' +
  `Sections : ${ALL.join(', ')}. Sans --only, toutes (une vingtaine de minutes).`;

async function compare(args: string[]): Promise<void> {
  const options = { dataset: { type: 'string' }, model: { type: 'string' }, only: { type: 'string' } } as const;
  const { values } = readArguments({ args, options });
  if (values.dataset !== undefined && !existsSync(values.dataset))
    throw new UsageError(`Le dossier « ${values.dataset} » est introuvable.`);
  const wanted = values.only?.split(',') ?? ALL;
  const unknown = wanted.find((name) => !ALL.includes(name));
  if (unknown !== undefined) throw new UsageError(`Section inconnue : « ${unknown} ».`);
  const questions = ownCollection();
  const model = openStaticModel(values.model ?? join(PROJECT, 'resources', 'models', DEFAULT_MODEL));
  const dataset = values.dataset === undefined ? [] : [await beirCollection(values.dataset)];
  for (const collection of [questions, ...dataset]) {
    say(`${collection.name} : ${collection.documents.length} documents, ${collection.questions.length} questions.`);
    const base = baseOf(collection, model);
    const made = retrievals(base);
    for (const name of wanted) {
      const [section, own] = [SECTIONS[name], OWN_SECTIONS[name]];
      if (section) process.stdout.write(table(section.title, collection, collection.measure(section.variants(base), made)));
      if (own && collection === questions) process.stdout.write(own(base));
    }
    collection.close();
  }
}

await runCommand(async () => {
  try {
    await compare(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  }
});
