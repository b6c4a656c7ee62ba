import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../workers/analysis/analyser.ts';
import { readCorpus } from '../workers/corpus/read-corpus.ts';
import { CHAPITRES_DU_GUIDE } from '../workers/corpus/guide.ts';
import { phrasesOf } from '../workers/corpus/texts.ts';
import { CORPUS_DIR, PROJECT, say } from './lib/project.ts';

/** A run of this many words is somebody else's sentence. */
const RUN = 8;

/** Names that the standard itself fixes; saying them otherwise would be wrong. */
const TERMES_CONSACRES = [
  'Acte uniforme relatif au droit comptable et à l’information financière',
  'prêts et créances non commerciales, titres immobilisés',
  'tableau des flux de trésorerie et notes annexes',
  // Titles of the notes as the model of the statements prints them.
  'note 1 dettes garanties par des sûretés réelles',
  'note 12 écarts de conversion et transferts de charges',
  'note 13 capital, valeur nominale des actions ou parts',
  'note 5 actif circulant et dettes circulantes HAO',
  'note 20 banques, crédit d’escompte et de trésorerie',
  'note 21 chiffre d’affaires et autres produits',
  'note 27B effectifs, masse salariale et personnel extérieur',
  'note 28 provisions et dépréciations inscrites au bilan',
];

const dir = process.argv[2] ?? join(PROJECT, '..', 'shared', 'reference');
const files = globSync(['**/*.md', '**/*.json', '**/*.jsonl'], { cwd: dir });
if (files.length === 0) {
  say(`Aucun document de référence dans ${dir} : la comparaison n'a pas eu lieu.`);
  process.exit(2);
}
const theirs = new Set(files.flatMap((file) => runs(wordsOf(unescaped(readFileSync(join(dir, file), 'utf8'))))));
const { corpus } = readCorpus(CORPUS_DIR);
const fixed = [...TERMES_CONSACRES, ...CHAPITRES_DU_GUIDE.flat(), ...[...corpus.plan.values()].map(({ intitule }) => intitule)]
  .map((title) => wordsOf(title).join(' '))
  .filter((title) => title.includes(' '));
const found = phrasesOf(corpus).flatMap(({ origine, texte }) =>
  runs(wordsOf(texte))
    .filter((run) => theirs.has(run) && !fixed.some((title) => sharesMost(run, title)))
    .map((run) => `${origine} : ${run}`),
);
for (const line of found) console.log(line);
say(`${found.length} suite(s) de ${RUN} mots en commun avec ${files.length} documents de référence.`);
process.exitCode = found.length === 0 ? 0 : 1;

/** Words without accents or case. A figure is one word however it is grouped: figures are facts. */
function wordsOf(text: string): string[] {
  return (
    fold(text)
      .replaceAll(/(?<=\d)[ .\u00a0\u202f](?=\d{3})/g, '')
      .match(/[a-z0-9]+/g) ?? []
  );
}

function runs(words: string[]): string[] {
  return Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, at) => words.slice(at, at + RUN).join(' '));
}

/** All but two words of the run are one fixed title. */
function sharesMost(run: string, title: string): boolean {
  const words = run.split(' ');
  return [0, 1, 2].some((cut) => title.includes(words.slice(cut, cut + RUN - 2).join(' ')));
}

/** JSON's line ends and quotes as characters. */
function unescaped(text: string): string {
  return text.replaceAll(/\\[nrt"]/g, ' ');
}
