import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fold } from '../workers/analysis/analyser.ts';
import { CORPUS_DIR, say } from './lib/project.ts';

/**
 * A maintainer's step: `node scripts/run.js common-words <folder>` writes the words of everyday French that spelling repair must leave
 * alone (resources/corpus/lexique/mots-courants.txt), from the texts the embedding model is trained on (`<source>.txt.gz`, a
 * paragraph a line). A word counts when texts of two kinds have it: misspellings and names rarely do.
 */
const KINDS: Readonly<Record<string, string>> = {
  codes_juridiques_fr: 'lois',
  legi_articles: 'lois',
  code_civil_2022: 'lois',
  anc_pcg: 'gestion',
  mon_entreprise: 'gestion',
  dinum_docs: 'administration',
  eig_site: 'administration',
  egapro_faq: 'administration',
  etalab_docs: 'administration',
};
const LEAST_KINDS = 2;
const LEAST_TIMES = 4;

/** A word in small letters, not one cut off by an apostrophe ("entr'ouvert"). */
const WORD = /(?<![\p{L}\p{N}'’-])[\p{Ll}]{3,}(?![\p{L}\p{N}'’])/gu;

interface Count {
  times: number;
  kinds: Set<string>;
  /** Spellings with their accents. */
  forms: Map<string, number>;
}

const folder = process.argv[2];
if (folder === undefined) {
  say('Usage : node scripts/run.js common-words <dossier de textes .txt.gz>');
  process.exit(2);
}
const counts = new Map<string, Count>();
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith('.txt.gz'))
  .sort())
  count(join(folder, name), basename(name, '.txt.gz'));
const words = [...counts]
  .filter(([exact, { times, kinds }]) => times >= LEAST_TIMES && kinds.size >= LEAST_KINDS && looksFrench(exact))
  .map(([, { forms }]) => [...forms].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '')
  .sort();
writeFileSync(join(CORPUS_DIR, 'lexique', 'mots-courants.txt'), `${words.join('\n')}\n`);
say(`${words.length} mots courants.`);

function count(path: string, source: string): void {
  const kind = KINDS[source] ?? source;
  const text = gunzipSync(readFileSync(path)).toString('utf8').normalize('NFC');
  for (const [word] of text.matchAll(WORD)) {
    const exact = fold(word);
    const known = counts.get(exact) ?? { times: 0, kinds: new Set<string>(), forms: new Map<string, number>() };
    known.times++;
    known.kinds.add(kind);
    known.forms.set(word, (known.forms.get(word) ?? 0) + 1);
    counts.set(exact, known);
  }
}

function looksFrench(exact: string): boolean {
  return /^[a-z]+$/.test(exact) && /[aeiouy]/.test(exact) && !/(.)\1\1/.test(exact);
}
