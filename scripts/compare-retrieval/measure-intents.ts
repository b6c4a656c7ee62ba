import type { JudgedQuery } from '../../workers/evaluation/dataset.ts';
import { mean, ndcgAt } from '../../workers/evaluation/metrics.ts';
import type { Collection } from './collections.ts';

/** nDCG@10, averaged over intents and over questions. `keys` are the documents' own ids in order. */
export function measureByIntent(keys: readonly string[], queries: readonly JudgedQuery[]): Collection['measure'] {
  const intents = [...Map.groupBy(queries.keys(), (at) => queries[at]?.intent ?? `question ${at}`).values()];
  return (variants) =>
    new Map(
      [...variants].map(([name, rankings]) => {
        const each = queries.map(({ judgements }, at) =>
          ndcgAt(
            10,
            (rankings[at] ?? []).slice(0, 10).map((id) => keys[id - 1] ?? ''),
            judgements,
          ),
        );
        const byIntent = intents.map((group) => mean(group.map((at) => each[at] ?? 0)));
        return [name, [mean(byIntent), mean(each)]];
      }),
    );
}
