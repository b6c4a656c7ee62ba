import type { EvalReport, RankingFigures, SearchMode } from '../../core/contract.ts';

const FIGURES: readonly (keyof RankingFigures)[] = ['ndcg@10', 'mrr@10', 'recall@10', 'recall@100'];
const NAMES: Record<SearchMode, string> = { lexical: 'Mots', semantic: 'Sens', hybrid: 'Mots et sens' };
const WIDTHS = { name: 26, figure: 11 };

/** An evaluation as a table for a terminal. */
export function printReport(report: EvalReport): string {
  const heading = row('', [...FIGURES, 'p50 ms', 'p95 ms']);
  const lines = (Object.keys(NAMES) as SearchMode[]).flatMap((mode) => {
    const figures = report[mode];
    if (!figures) return [];
    const times = [figures.p50_ms.toFixed(2), figures.p95_ms.toFixed(2)];
    const perQuery = row(NAMES[mode], [...digits(figures), ...times]);
    return figures.by_intent ? [perQuery, row('  moyenne des intentions', digits(figures.by_intent))] : [perQuery];
  });
  return [`${report.dataset} : ${report.queries} questions`, heading, ...lines].join('\n');
}

const digits = (figures: RankingFigures): string[] => FIGURES.map((name) => figures[name].toFixed(4));

const row = (name: string, cells: string[]): string =>
  `${name.padEnd(WIDTHS.name)}${cells.map((cell) => cell.padStart(WIDTHS.figure)).join('')}`.trimEnd();
