import { fileURLToPath } from 'node:url';
import { readCorpus } from '../workers/corpus/read-corpus.ts';
import { validateCorpus } from '../workers/corpus/validate-corpus.ts';

const dir = fileURLToPath(new URL('../resources/corpus', import.meta.url));
const { corpus, problemes } = readCorpus(dir);
const all = [...problemes, ...validateCorpus(corpus)];
for (const { fichier, message } of all) console.error(`${fichier} : ${message}`);
const byType = Object.groupBy(corpus.fiches, (fiche) => fiche.type);
const counts = Object.entries(byType).map(([type, fiches]) => `${fiches.length} ${type}`);
console.log(
  `${corpus.plan.size} comptes, ${corpus.usages.size} avec mots d'usage, ${corpus.comptes.size} avec une fiche ; ` +
    `fiches : ${counts.join(', ') || 'aucune'} ; ${corpus.termes.length} termes`,
);
console.log(all.length === 0 ? 'La base de connaissances est en ordre.' : `${all.length} problème(s) à corriger.`);
process.exitCode = all.length === 0 ? 0 : 1;
