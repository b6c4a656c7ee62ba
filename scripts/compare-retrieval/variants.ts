import { fuse } from '../../workers/retrieval/fusion.ts';
import { LEXICAL, lexicalSearch, type LexicalSettings } from '../../workers/retrieval/lexical-search.ts';
import { PASSAGES } from '../../workers/indexing/passages.ts';
import { hybrids, idsOf, type Base } from './base.ts';
import type { Rankings } from './collections.ts';
import { embedDocuments } from './passage-vectors.ts';
import { projected, projectionOf } from './projection.ts';
import { fuseScores } from './score-fusion.ts';
import { byGathered, DEPTH, rankByMeaning } from './semantic.ts';

/** Variants of one thing, each with what it finds for every question. */
export type Variants = Map<string, Rankings>;

export function searches({ lexical, semantic }: Base): Variants {
  const gathered = semantic.map(byGathered);
  return new Map([
    ['mots', idsOf(lexical)],
    ['sens, meilleur passage', idsOf(semantic)],
    ['sens, moyenne des 3 meilleurs', idsOf(gathered)],
    ['mots et sens (produit)', hybrids(lexical, semantic)],
    ['mots et sens, moyenne des 3', hybrids(lexical, gathered)],
  ]);
}

export function reciprocalRanks({ lexical, semantic }: Base): Variants {
  const variants: Variants = new Map();
  for (const k of [5, 10, 20, 60])
    for (const weight of [0.5, 0.75, 1, 1.5, 2, 3]) {
      const rankings = lexical.map((ranking, at) =>
        fuse(
          [
            { ranking, weight: 1 },
            { ranking: semantic[at] ?? [], weight },
          ],
          k,
        ),
      );
      variants.set(`rangs k=${k}, sens × ${weight}`, idsOf(rankings));
    }
  return variants;
}

export function scoreFusions({ lexical, semantic }: Base): Variants {
  const variants: Variants = new Map();
  const gathered = semantic.map(byGathered);
  for (const scale of ['minmax', 'zscore'] as const)
    for (const [name, byMeaning] of [
      ['meilleur', semantic],
      ['moyenne', gathered],
    ] as const)
      for (const weight of [0.5, 1, 1.5, 2, 3]) {
        const rankings = lexical.map((ranking, at) =>
          fuseScores(
            [
              { ranking, weight: 1 },
              { ranking: byMeaning[at] ?? [], weight },
            ],
            scale,
          ),
        );
        variants.set(`${scale}, ${name}, sens × ${weight}`, idsOf(rankings));
      }
  return variants;
}

const FIELD_VARIANTS: Record<string, LexicalSettings> = {
  'sans racines': { ...LEXICAL, stemShare: 0, exactShare: 1 },
  'racines seules': { ...LEXICAL, exactShare: 0 },
  'mots exacts × 1': { ...LEXICAL, exactShare: 1 },
  'titre × 1': { ...LEXICAL, fields: { ...LEXICAL.fields, title: { ...LEXICAL.fields.title, weight: 1 } } },
  'titre × 3': { ...LEXICAL, fields: { ...LEXICAL.fields, title: { ...LEXICAL.fields.title, weight: 3 } } },
  'titre × 4': { ...LEXICAL, fields: { ...LEXICAL.fields, title: { ...LEXICAL.fields.title, weight: 4 } } },
  'titre b=0,3': { ...LEXICAL, fields: { ...LEXICAL.fields, title: { ...LEXICAL.fields.title, b: 0.3 } } },
  'corps × 2': { ...LEXICAL, fields: { ...LEXICAL.fields, body: { ...LEXICAL.fields.body, weight: 2 } } },
  'corps × 0,5': { ...LEXICAL, fields: { ...LEXICAL.fields, body: { ...LEXICAL.fields.body, weight: 0.5 } } },
  'corps k=1,2': { ...LEXICAL, fields: { ...LEXICAL.fields, body: { ...LEXICAL.fields.body, k: 1.2 } } },
  'corps b=0,4': { ...LEXICAL, fields: { ...LEXICAL.fields, body: { ...LEXICAL.fields.body, b: 0.4 } } },
};

export function lexicalSettings({ collection: { questions, store }, semantic }: Base): Variants {
  const variants: Variants = new Map();
  for (const [name, settings] of Object.entries(FIELD_VARIANTS)) {
    const rankings = questions.map(({ tokens }) => lexicalSearch(store, tokens, DEPTH, settings));
    variants.set(`mots : ${name}`, idsOf(rankings)).set(`mots et sens : ${name}`, hybrids(rankings, semantic));
  }
  return variants;
}

const PASSAGE_VARIANTS = [
  { ...PASSAGES, titleRepeats: 1 },
  { ...PASSAGES, titleRepeats: 2 },
  { ...PASSAGES, titleRepeats: 5 },
  { ...PASSAGES, words: 30 },
  { ...PASSAGES, words: 100 },
];

export function passageSettings({ collection, model, vectors, lexical }: Base): Variants {
  const variants: Variants = new Map();
  for (const settings of PASSAGE_VARIANTS) {
    const passages = embedDocuments(collection.documents, model, settings);
    const rankings = vectors.map((vector) => rankByMeaning(passages, vector));
    const name = `titre × ${settings.titleRepeats}, ${settings.words} mots`;
    variants.set(`sens : ${name}`, idsOf(rankings)).set(`mots et sens : ${name}`, hybrids(lexical, rankings));
  }
  return variants;
}

export function dimensions({ passages, vectors, lexical }: Base): Variants {
  const variants: Variants = new Map();
  for (const dimension of [128, 64]) {
    const project = projectionOf(passages, dimension);
    const shorter = projected(passages, project);
    const rankings = vectors.map((vector) => rankByMeaning(shorter, project(vector)));
    variants.set(`sens : ${dimension} dimensions`, idsOf(rankings));
    variants.set(`mots et sens : ${dimension} dimensions`, hybrids(lexical, rankings));
  }
  return variants;
}
