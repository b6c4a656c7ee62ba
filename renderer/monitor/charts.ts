import type { MonitoringReport, MonitoringSample } from '../../core/monitoring/report.ts';
import type { Catalogue } from '../i18n/fr.ts';

export type Unit = keyof Catalogue['monitor']['units'];

type ChartWords = Omit<Catalogue['monitor']['charts'], 'title' | 'region' | 'time' | 'latest' | 'showTable' | 'tableOf'>;

export type ChartName = keyof ChartWords;

/** The catalogue key of a line's name. */
export type LineKey = {
  [Chart in ChartName]: `monitor.charts.${Chart}.${Exclude<keyof ChartWords[Chart] & string, 'title'>}`;
}[ChartName];

interface Line {
  key: LineKey;
  /** Null where there is nothing to show. */
  value: (sample: MonitoringSample, cores: number) => number | null;
}

/** The smallest difference that is still to be seen when a value of the unit is written ("3 ms", "0,2 par s"). */
export const SMALLEST_STEP: Record<Unit, number> = { ms: 1, percent: 1, mb: 1, perSecond: 0.1, questions: 1 };

const LINES: Record<ChartName, { unit: Unit; lines: Line[] }> = {
  times: {
    unit: 'ms',
    lines: [
      { key: 'monitor.charts.times.p50', value: ({ total_ms }) => total_ms?.p50 ?? null },
      { key: 'monitor.charts.times.p95', value: ({ total_ms }) => total_ms?.p95 ?? null },
      { key: 'monitor.charts.times.p99', value: ({ total_ms }) => total_ms?.p99 ?? null },
    ],
  },
  throughput: {
    unit: 'perSecond',
    lines: [{ key: 'monitor.charts.throughput.answers', value: ({ per_second }) => per_second }],
  },
  queue: {
    unit: 'questions',
    lines: [
      { key: 'monitor.charts.queue.waiting', value: ({ queue }) => queue.waiting },
      { key: 'monitor.charts.queue.running', value: ({ queue }) => queue.running },
    ],
  },
  cpu: {
    unit: 'percent',
    lines: [
      { key: 'monitor.charts.cpu.machine', value: ({ machine_cpu_percent }) => machine_cpu_percent },
      {
        key: 'monitor.charts.cpu.application',
        value: ({ application: { cpu_percent } }, cores) => (cpu_percent === null ? null : cpu_percent / cores),
      },
    ],
  },
  memory: {
    unit: 'mb',
    lines: [{ key: 'monitor.charts.memory.application', value: ({ application }) => application.rss_mb }],
  },
  cache: {
    unit: 'percent',
    lines: [
      {
        key: 'monitor.charts.cache.hits',
        value: ({ cache_hit_rate }) => (cache_hit_rate === null ? null : cache_hit_rate * 100),
      },
    ],
  },
};

/** The charts of the page, in order. */
export const CHARTS = Object.keys(LINES) as ChartName[];

/** A chart with its points: `times` are milliseconds since the epoch. */
export interface ChartData {
  unit: Unit;
  times: number[];
  lines: { key: LineKey; values: (number | null)[] }[];
}

/** The points of one chart; `wallNow` is the time of day when the report was made, in milliseconds since the epoch. */
export function chartData(name: ChartName, { samples, now, machine }: MonitoringReport, wallNow: number): ChartData {
  const { unit, lines } = LINES[name];
  return {
    unit,
    times: samples.map(({ at }) => wallNow - (now - at)),
    lines: lines.map(({ key, value }) => ({ key, values: samples.map((sample) => value(sample, machine.cores)) })),
  };
}

/** At most `most` indices spread evenly over `count` points, the last one among them: rows of the table beside a chart. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, at) => at);
  return Array.from({ length: most }, (_, at) => Math.round(((at + 1) * count) / most) - 1);
}
