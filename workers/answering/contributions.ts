import type { Apport } from '../../core/domain/explication.ts';
import { valuesOf, type Candidate } from './candidates.ts';
import { FEATURE_WORDS, INTENT_WORDS, KIND_WORDS } from './explain-words.ts';
import { FEATURE_NAMES, kindWeight } from './features.ts';
import type { Intent } from './intent.ts';
import { RANKING } from './ranking.ts';

/** The terms of a candidate's score that are not nil, largest first whatever their sign. */
export function contributions({ features, document }: Candidate, intent: Intent): Apport[] {
  return Object.entries(valuesOf(features, intent, document.kind))
    .map(([nom, valeur]) => {
      const poids = RANKING.weights[nom] ?? 0;
      return { nom, libelle: wordsOf(nom, intent, document.kind), valeur, poids, apport: valeur * poids };
    })
    .filter(({ apport }) => apport !== 0)
    .sort((a, b) => Math.abs(b.apport) - Math.abs(a.apport));
}

function wordsOf(nom: string, intent: Intent, kind: Candidate['document']['kind']): string {
  if (nom === kindWeight(intent, kind)) return `genre « ${KIND_WORDS[kind]} » pour « ${INTENT_WORDS[intent]} »`;
  const name = FEATURE_NAMES.find((known) => known === nom);
  return name === undefined ? nom : FEATURE_WORDS[name];
}
