import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, insertMultiple, search, type AnyOrama } from '@orama/orama';
import { stemmer } from '@orama/stemmers/french';
import MiniSearch from 'minisearch';
import { analyse, fold } from '../../workers/analysis/analyser.ts';
import { STOP_WORDS } from '../../workers/analysis/stop-words.ts';
import { lexicalSearch } from '../../workers/retrieval/lexical-search.ts';
import { openIndexStore } from '../../workers/store/open-index.ts';
import { DATABASE_FILE } from '../../workers/store/schema.ts';
import { writeDatabase } from '../../workers/store/write-index.ts';
import { mean, ndcgAt } from '../../workers/evaluation/metrics.ts';
import { spread, type Spread } from './latency.ts';
import type { Judged } from './judged.ts';

export interface EngineFigures extends Spread {
  engine: string;
  'ndcg@10': number;
  /** Mean within each intent, then over intents. */
  'ndcg@10_by_intent': number;
  indexing_ms: number;
  /** Latency against ours in the same run; above 1 is slower than ours. */
  p50_ratio: number;
}

export interface LexicalEngines {
  dataset: string;
  documents: number;
  queries: number;
  engines: EngineFigures[];
}

/** One engine over the documents: resolves to the best ten documents' keys. */
interface Contestant {
  name: string;
  search(query: string): Promise<string[]> | string[];
  close?(): void;
}

const FOUND = 10;

/** The same documents and questions for each; each with the French settings that its makers offer. */
export async function compareEngines(judged: Judged): Promise<LexicalEngines> {
  const figures: EngineFigures[] = [];
  for (const build of [ours, miniSearch, orama]) {
    const start = performance.now();
    const contestant = await build(judged);
    const indexed = performance.now() - start;
    figures.push({ ...(await measure(contestant, judged)), indexing_ms: indexed, p50_ratio: 1 });
    contestant.close?.();
  }
  const own = figures[0]?.p50_ms ?? NaN;
  for (const engine of figures) engine.p50_ratio = engine.p50_ms / own;
  return { dataset: judged.name, documents: judged.documents.length, queries: judged.queries.length, engines: figures };
}

async function measure(contestant: Contestant, { queries }: Judged) {
  for (const { text } of queries.slice(0, 100)) await contestant.search(text);
  const times: number[] = [];
  const values: { intent: string; ndcg: number }[] = [];
  for (const { text, intent, judgements } of queries) {
    const start = performance.now();
    const found = await contestant.search(text);
    times.push(performance.now() - start);
    values.push({ intent: intent ?? text, ndcg: ndcgAt(FOUND, found, judgements) });
  }
  const groups = [...Map.groupBy(values, ({ intent }) => intent).values()];
  return {
    engine: contestant.name,
    'ndcg@10': mean(values.map(({ ndcg }) => ndcg)),
    'ndcg@10_by_intent': mean(groups.map((group) => mean(group.map(({ ndcg }) => ndcg)))),
    ...spread(times),
  };
}

function ours({ documents }: Judged): Contestant {
  const dir = mkdtempSync(join(tmpdir(), 'ohada-bench-'));
  const path = join(dir, DATABASE_FILE);
  const entries = documents.map((document) => ({ document, passages: [] }));
  writeDatabase(path, entries, new Map());
  const store = openIndexStore(path);
  return {
    name: 'ours',
    search: (query) => lexicalSearch(store, analyse(query), FOUND).map(({ id }) => documents[id - 1]?.key ?? ''),
    close: () => {
      store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Stop words, stemmer and folding of accents as we have them, title and everyday words twice. */
function miniSearch({ documents }: Judged): Contestant {
  const index = new MiniSearch({
    fields: ['title', 'words', 'body'],
    processTerm: (term) => (STOP_WORDS.has(fold(term)) ? null : fold(stemmer(term.toLowerCase()))),
  });
  index.addAll(documents.map(({ key, title, words, body }) => ({ id: key, title, words: words.join('\n'), body })));
  const boost = { title: 2, words: 2 };
  return {
    name: 'MiniSearch, French stems, title x2',
    search: (query) =>
      index
        .search(query, { boost })
        .slice(0, FOUND)
        .map(({ id }) => String(id)),
  };
}

/** Its French tokenizer and stemmer, title and everyday words twice. */
async function orama({ documents }: Judged): Promise<Contestant> {
  const db: AnyOrama = create({
    schema: { title: 'string', words: 'string', body: 'string' } as const,
    components: { tokenizer: { language: 'french', stemming: true, stemmer, stopWords: [...STOP_WORDS] } },
  });
  await insertMultiple(
    db,
    documents.map(({ key, title, words, body }) => ({ id: key, title, words: words.join('\n'), body })),
  );
  const boost = { title: 2, words: 2 };
  return {
    name: 'Orama, French, title x2',
    search: async (term) => {
      const { hits } = await search(db, { term, boost, limit: FOUND });
      return hits.map(({ id }) => id);
    },
  };
}
