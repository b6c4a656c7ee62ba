import { useTranslation } from 'react-i18next';
import type { Percentiles } from '../../core/monitoring/histogram.ts';
import { STAGES, type Activity } from '../../core/monitoring/report.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { useUnits } from './use-units.ts';

const PERCENTILES = ['p50', 'p95', 'p99'] as const;

/** How long each stage of a question takes. */
export function StagesTable({ summary }: { summary: Activity }) {
  const { t } = useTranslation();
  return (
    <DataTable label={t('monitor.stages.title')} caption={t('monitor.stages.caption')}>
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
        <Row name={t('monitor.stages.total')} percentiles={summary.total_ms} />
      </tfoot>
    </DataTable>
  );
}

function Row({ name, percentiles }: { name: string; percentiles: Percentiles | null }) {
  const show = useUnits();
  return (
    <tr>
      <th scope="row">{name}</th>
      {PERCENTILES.map((key) => (
        <td key={key}>{show(percentiles?.[key] ?? null, 'ms')}</td>
      ))}
    </tr>
  );
}
