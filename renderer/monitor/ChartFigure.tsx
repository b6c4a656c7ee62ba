import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonitoringReport } from '../../core/monitoring/report.ts';
import { formatTime } from '../format/time.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { chartData, SMALLEST_STEP, spread, type ChartData, type ChartName } from './charts.ts';
import { Plot, STROKES } from './Plot.tsx';
import { useUnits } from './use-units.ts';
import classes from './MonitorPage.module.css';

/** Rows of the table beside a chart: enough to follow a course, few enough to be read. */
const TABLE_ROWS = 15;

/** One chart with its legend and, on demand, its numbers as a table. `wallNow`: when the report arrived, since the epoch. */
export function ChartFigure({ name, report, wallNow }: { name: ChartName; report: MonitoringReport; wallNow: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const tableId = useId();
  const show = useUnits();
  const data = useMemo(() => chartData(name, report, wallNow), [name, report, wallNow]);
  const drawn = useMemo(() => data.lines.map(({ values }) => values), [data]);
  const title = t(`monitor.charts.${name}.title`);
  const latest = data.lines.map(({ key, values }) => `${t(key)} ${show(values.at(-1) ?? null, data.unit)}`);
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.chartTitle}>
        <span>{title}</span>
        <Legend latest={latest} />
      </figcaption>
      <Plot
        times={data.times}
        lines={drawn}
        label={t('monitor.charts.latest', { title, values: latest.join(', ') })}
        tick={(value) => show(value, data.unit)}
        step={SMALLEST_STEP[data.unit]}
      />
      <Disclosure open={open} controls={tableId} onToggle={() => setOpen(!open)}>
        {t('monitor.charts.showTable')}
      </Disclosure>
      <div id={tableId}>{open ? <Numbers title={title} data={data} /> : null}</div>
    </figure>
  );
}

/** The name and the latest value of each line, beside a short piece of it. */
function Legend({ latest }: { latest: string[] }) {
  return (
    <ul className={classes.legend}>
      {latest.map((text, at) => (
        <li key={STROKES[at]?.token} data-line={at}>
          <Stroke at={at} />
          {text}
        </li>
      ))}
    </ul>
  );
}

/** A short piece of the line, as it is drawn. */
function Stroke({ at }: { at: number }) {
  const { dash } = STROKES[at] ?? STROKES[0];
  return (
    <svg className={classes.stroke} width="22" height="8" aria-hidden="true" focusable="false">
      <line x1="1" y1="4" x2="21" y2="4" strokeDasharray={dash.join(' ')} />
    </svg>
  );
}

function Numbers({ title, data }: { title: string; data: ChartData }) {
  const { t } = useTranslation();
  const show = useUnits();
  return (
    <DataTable compact label={t('monitor.charts.tableOf', { title })}>
      <thead>
        <tr>
          <th scope="col">{t('monitor.charts.time')}</th>
          {data.lines.map(({ key }) => (
            <th key={key} scope="col">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {spread(data.times.length, TABLE_ROWS)
          .reverse()
          .map((at) => (
            <tr key={data.times[at]}>
              <th scope="row">{formatTime(data.times[at] ?? 0, 'seconds')}</th>
              {data.lines.map(({ key, values }) => (
                <td key={key}>{show(values[at] ?? null, data.unit)}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </DataTable>
  );
}
