import type { Spread } from './latency.ts';

const LABEL = 40;

/** "p50 / p95 ms". */
export const times = ({ p50_ms, p95_ms }: Spread): string => `${p50_ms.toFixed(2)} / ${p95_ms.toFixed(2)} ms`;

/** A title and lines of two columns. */
export const section = (title: string, rows: [string, string][]): string =>
  [title, ...rows.map(([label, value]) => `  ${label.padEnd(LABEL)}${value}`)].join('\n');

/** A title, heads and rows; columns as wide as they must be, all but the first to the right. */
export function table(title: string, heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [title, ...cells.map((row) => `  ${line(row)}`.trimEnd())].join('\n');
}
