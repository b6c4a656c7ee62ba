import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageReport } from '../workers/corpus/coverage.ts';
import { readCorpus } from '../workers/corpus/read-corpus.ts';
import { CORPUS_DIR, PROJECT, say } from './lib/project.ts';

const path = join(PROJECT, 'docs', 'couverture.md');
const { corpus, problemes } = readCorpus(CORPUS_DIR);
for (const { fichier, message } of problemes) say(`${fichier} : ${message}`);
if (problemes.length === 0) {
  writeFileSync(path, coverageReport(corpus));
  say('docs/couverture.md est à jour.');
} else {
  say("Rien n'est écrit : corrigez d'abord ces fichiers.");
  process.exitCode = 1;
}
