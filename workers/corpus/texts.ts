import type { Fiche } from './fiche.ts';
import type { Corpus } from './read-corpus.ts';

/** One sentence or phrase of ours, and the sheet or term it stands in. */
export interface Phrase {
  origine: string;
  texte: string;
}

/** Everything in the knowledge base that was written by us: no titles of accounts, no references, no formulas. */
export function phrasesOf(corpus: Corpus): Phrase[] {
  const fiches = [...corpus.fiches, ...corpus.comptes.values()];
  return [
    ...fiches.flatMap((fiche) => of(fiche.id, phrasesDeFiche(fiche))),
    ...[...corpus.usages].flatMap(([numero, { mots, note, pas }]) =>
      of(`usages, ${numero}`, [...mots, ...(note ? [note] : []), ...pas.map((voisin) => voisin.si)]),
    ),
    ...corpus.termes.flatMap(({ terme, definition, synonymes }) => of(`glossaire, ${terme}`, [definition, ...synonymes])),
  ];
}

const of = (origine: string, textes: string[]): Phrase[] => textes.map((texte) => ({ origine, texte }));

function phrasesDeFiche(fiche: Fiche): string[] {
  const common = [...fiche.mots_cles, ...fiche.questions, ...fiche.corps.split('\n')];
  if (fiche.type === 'compte') {
    const cas = [...fiche.debit, ...fiche.credit, ...fiche.exclusions].map((mouvement) => mouvement.cas);
    return [...common, ...cas, ...fiche.controles];
  }
  if (fiche.type !== 'operation') return [fiche.titre, ...common];
  const libelles = fiche.parametres.map((parametre) => parametre.libelle);
  return [fiche.titre, ...common, ...libelles, ...fiche.ecritures.map((ecriture) => ecriture.moment)];
}
