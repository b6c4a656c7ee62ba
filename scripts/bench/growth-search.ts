/** Run by growth.ts in a process of its own: opens the index in a folder, prints what searching it takes. */
import { join } from 'node:path';
import { analyse } from '../../workers/analysis/analyser.ts';
import { lexicalSearch } from '../../workers/retrieval/lexical-search.ts';
import { semanticSearch } from '../../workers/retrieval/semantic-search.ts';
import { openIndexStore } from '../../workers/store/open-index.ts';
import { DATABASE_FILE, VECTORS_FILE } from '../../workers/store/schema.ts';
import { exactIndex } from '../../workers/vectors/exact.ts';
import { openVectors } from '../../workers/vectors/vectors.ts';
import { rssMb } from './apart.ts';
import { compareSearch, embedQuestions, FOUND, storedVectors } from './compare-search.ts';
import type { GrowthSearch } from './growth.ts';
import { spread } from './latency.ts';
import { QUESTIONS } from './questions.ts';

const REPEATS = 3;
const DOCUMENTS = 200;

const [dir = '', dimensionText = ''] = process.argv.slice(2);
const dimension = Number(dimensionText);
const questions = await embedQuestions();
const before = rssMb();
const start = performance.now();
const store = openIndexStore(join(dir, DATABASE_FILE));
const graph = openVectors(join(dir, VECTORS_FILE), dimension);
const documentOf = store.documentOfPassages();
const open_ms = performance.now() - start;
const first: number[] = [];
const lexical: number[] = [];
const semantic: number[] = [];
for (let repeat = 0; repeat <= REPEATS; repeat++) {
  for (const [at, question] of QUESTIONS.entries()) {
    const asked = performance.now();
    lexicalSearch(store, analyse(question), DOCUMENTS);
    const between = performance.now();
    semanticSearch(graph, documentOf, questions[at] ?? new Float32Array(dimension), FOUND);
    // The first time round fills the caches.
    (repeat === 0 ? first : lexical).push(between - asked);
    if (repeat > 0) semantic.push(performance.now() - between);
  }
}
const memory_mb = rssMb() - before;
const scan = exactIndex(storedVectors(join(dir, VECTORS_FILE), dimension), dimension);
const search: GrowthSearch = {
  open_ms,
  memory_mb,
  lexical_first: spread(first),
  lexical: spread(lexical),
  semantic: spread(semantic),
  ...compareSearch(graph, scan, questions, 1),
};
process.stdout.write(JSON.stringify(search));
