import { useTranslation } from 'react-i18next';
import type { MonitoredWorker, MonitoringReport } from '../../core/monitoring/report.ts';
import { DataTable, WORDS } from '../ui/DataTable.tsx';
import { useUnits } from './use-units.ts';
import classes from './MonitorPage.module.css';

const COLUMNS = ['name', 'state', 'pid', 'memory', 'cpu', 'answered', 'restarts', 'error'] as const;

/** Every process of the application: what it does, what it uses, how often it failed. */
export function WorkersTable({ workers, host }: Pick<MonitoringReport, 'workers' | 'host'>) {
  const { t } = useTranslation();
  const show = useUnits();
  return (
    <DataTable className={classes.workers} label={t('monitor.workers.title')} caption={t('monitor.workers.caption')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={column === 'state' || column === 'error' ? WORDS : undefined}>
              {t(`monitor.workers.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {workers.map((worker) => (
          <Row key={worker.id} worker={worker} />
        ))}
        <tr>
          <th scope="row">{t('monitor.workers.host')}</th>
          <td className={WORDS}>{t('monitor.workers.states.running')}</td>
          <td>{host.pid}</td>
          <td>{show(host.rss_mb, 'mb')}</td>
          <td>{show(host.cpu_percent, 'percent')}</td>
          <td>{t('monitor.none')}</td>
          <td>{t('monitor.none')}</td>
          <td className={WORDS}>{t('monitor.none')}</td>
        </tr>
      </tbody>
    </DataTable>
  );
}

function Row({ worker }: { worker: MonitoredWorker }) {
  const { t } = useTranslation();
  const show = useUnits();
  const { last_error: error } = worker;
  return (
    <tr>
      <th scope="row">{worker.id}</th>
      <td className={WORDS}>{t(`monitor.workers.states.${worker.state}`)}</td>
      <td>{worker.pid ?? t('monitor.none')}</td>
      <td>{show(worker.rss_mb, 'mb')}</td>
      <td>{show(worker.cpu_percent, 'percent')}</td>
      <td>{show(worker.answered, 'questions')}</td>
      <td>{show(worker.restarts, 'questions')}</td>
      <td className={WORDS}>
        {error === null ? t('monitor.none') : t(`monitor.workers.errors.${error.kind}`)}
        {error?.kind === 'exited' && error.detail !== null ? ` (${error.detail})` : null}
      </td>
    </tr>
  );
}
