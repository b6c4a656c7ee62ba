import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Percentiles } from '../../core/monitoring/histogram.ts';
import { STAGES, type Activity } from '../../core/monitoring/report.ts';
import { useUnits } from './use-units.ts';
import classes from './MonitorPage.module.css';

const PERCENTILES = ['p50', 'p95', 'p99'] as const;

/** How long each stage of a question takes. */
export function StagesTable({ summary }: { summary: Activity }) {
  const { t } = useTranslation();
  return (
    <div className={classes.box} role="region" aria-label={t('monitor.stages.title')} tabIndex={0}>
      <Table className={`${classes.table} ${classes.narrow}`} withRowBorders={false}>
        <caption className={classes.caption}>{t('monitor.stages.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('monitor.stages.stage')}</th>
            {PERCENTILES.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {STAGES.map((stage) => (
            <Row key={stage} name={t(`monitor.stages.${stage}`)} percentiles={summary.stages_ms[stage]} />
          ))}
        </tbody>
        <tfoot>
          <Row name={t('monitor.stages.total')} percentiles={summary.total_ms} className={classes.total} />
        </tfoot>
      </Table>
    </div>
  );
}

function Row({
  name,
  percentiles,
  className,
}: {
  name: string;
  percentiles: Percentiles | null;
  className?: string | undefined;
}) {
  const show = useUnits();
  return (
    <tr className={className}>
      <th scope="row">{name}</th>
      {PERCENTILES.map((key) => (
        <td key={key}>{show(percentiles?.[key] ?? null, 'ms')}</td>
      ))}
    </tr>
  );
}
