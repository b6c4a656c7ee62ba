import type { Base } from './base.ts';
import type { Collection } from './collections.ts';
import { compareThresholds } from './thresholds.ts';
import { compareSizes } from './vector-sizes.ts';

const LABEL = 44;
const CELL = 14;

/** A title with the names of the columns, then one line for each variant; nothing where there are none. */
export function table(
  title: string,
  { name, columns }: Pick<Collection, 'name' | 'columns'>,
  figures: Map<string, number[]>,
): string {
  if (figures.size === 0) return '';
  return lines(
    [`${title}, ${name}`, ...columns],
    [...figures].map(([label, values]) => [label, ...values.map((value) => value.toFixed(3))]),
  );
}

/** The graph against the exact scan by number of vectors. */
export function printSizes(base: Base): string {
  return lines(
    ['Voisins : nombre de vecteurs', 'graphe, ms', 'parcours, ms', 'rappel@10'],
    compareSizes(base).map(({ vectors, graph_ms, exact_ms, 'recall@10': recall }) => [
      String(vectors),
      graph_ms.toFixed(2),
      exact_ms.toFixed(2),
      recall.toFixed(4),
    ]),
  );
}

/** Right and wrong answers and wrong refusals by threshold on confidence, for each part of our questions. */
export function printThresholds(base: Base): string {
  return (['reglage', 'mesure'] as const)
    .map((part) =>
      lines(
        [`Seuil de confiance, ${part}`, 'questions', 'justes', 'faux', 'refus à tort'],
        compareThresholds(base, part).map(({ threshold, questions, right, wrong, refused }) => [
          threshold.toFixed(1),
          ...[questions, right, wrong, refused].map(String),
        ]),
      ),
    )
    .join('');
}

function lines(head: string[], rows: string[][]): string {
  const line = ([label = '', ...cells]: string[]): string =>
    [label.padEnd(LABEL), ...cells.map((cell) => cell.padStart(CELL))].join('');
  return `${[head, ...rows].map(line).join('\n')}\n\n`;
}
