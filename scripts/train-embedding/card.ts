import { createHash } from 'node:crypto';
import { MAX_LENGTH, MODEL_ID, MODEL_VERSION } from './recipe.ts';

export const LICENCE =
  "Poids entraînés par les auteurs d'OHADA Expert-Comptable ; sources et licences des textes : ATTRIBUTION.md";

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** model-card.json: what the loader needs to know, and the SHA-256 of every file it will read. */
export function modelCard(dimension: number, files: Readonly<Record<string, Uint8Array | string>>): string {
  const card = {
    id: MODEL_ID,
    version: MODEL_VERSION,
    description:
      'Vecteurs statiques de mots et de morceaux de mots pour le français de la comptabilité : fastText (skip-gram, ' +
      'n-grammes), poids SIF, réglage contrastif, tables en entiers de 8 bits.',
    pooling: 'mean',
    normalize: true,
    prefixes: { query: '', passage: '' },
    dimension,
    max_length: MAX_LENGTH,
    dtype: 'fp32',
    onnx_file: 'onnx/model.onnx',
    licence: LICENCE,
    files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)])),
  };
  return `${JSON.stringify(card, null, 2)}\n`;
}

/** Sources as listed in the training text's own README: file, licence and holder, what it is. */
const SOURCES: readonly (readonly [string, string, string])[] = [
  ['anc_pcg', 'CC0 (mise en forme)', 'plan comptable général et commentaires de l’Autorité des normes comptables'],
  ['microsoft_d365_fr', 'CC BY 4.0, © Microsoft', 'documentation française de Dynamics 365'],
  [
    'codes_juridiques_fr, legi_articles, code_civil_2022',
    'Licence Ouverte, DILA',
    'codes et articles de loi français, pour la plupart dans leur état de 2015',
  ],
  ['canada_fisc_affaires', 'Licence du gouvernement ouvert – Canada', 'lois fiscales et commerciales du Canada'],
  ['mon_entreprise', 'MIT, Urssaf et contributeurs', 'textes du simulateur mon-entreprise'],
  ['an_qag', 'Licence Ouverte, Assemblée nationale', 'questions au Gouvernement'],
  [
    'etalab_docs, dinum_docs, eig_site, egapro_faq',
    'Licence Ouverte, MIT ou Apache-2.0 selon la source',
    'documentation de services de l’administration française',
  ],
  ['eltec_fra', 'domaine public', 'romans français de 1840 à 1920 (une petite part)'],
  ['corpus', 'le nôtre', 'la base de connaissances de ce projet et les intitulés du plan de comptes'],
];

export function attribution(): string {
  const rows = SOURCES.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `# Sources des vecteurs

Les poids de ce dossier ont été calculés par \`npm run train:embedding\` à partir des textes ci-dessous. Aucun de ces textes
n’est livré avec le modèle : seuls des vecteurs de mots en ont été tirés. Les textes ont été mis en minuscules, privés de
leurs accents et mélangés avant le calcul.

| texte | licence | contenu |
|---|---|---|
${rows}

Licence Ouverte / Open Licence 2.0 : https://www.etalab.gouv.fr/licence-ouverte-open-licence — Creative Commons BY 4.0 :
https://creativecommons.org/licenses/by/4.0/deed.fr — Licence du gouvernement ouvert – Canada :
https://ouvert.canada.ca/fr/licence-du-gouvernement-ouvert-canada
`;
}
