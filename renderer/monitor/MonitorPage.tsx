import { useTranslation } from 'react-i18next';
import type { Alert, MonitoringReport } from '../../core/monitoring/report.ts';
import { formatShare } from '../format/decimal.ts';
import { showDuration } from '../format/duration.ts';
import { Icon } from '../ui/Icon.tsx';
import { Page } from '../ui/Page.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import { CHARTS } from './charts.ts';
import { StagesTable } from './StagesTable.tsx';
import { useMonitoring } from './use-monitoring.ts';
import { useUnits } from './use-units.ts';
import { WorkersTable } from './WorkersTable.tsx';
import classes from './MonitorPage.module.css';

/** Where the focus goes when the page is shown. */
export const MONITOR_HEADING_ID = 'moniteur-titre';

/** What the application does on this computer: alerts, times, processes, and their course over the last minutes. */
export function MonitorPage() {
  const { t } = useTranslation();
  const { report, at, lost } = useMonitoring();
  const minutes = report === null ? '…' : String(Math.round(report.window_ms / 60_000));
  return (
    <Page titleId={MONITOR_HEADING_ID} title={t('monitor.title')} lead={t('monitor.lead', { minutes })}>
      {lost ? <p className={classes.warning}>{t('monitor.lost')}</p> : null}
      {report === null ? <p>{t('monitor.waiting')}</p> : <Measured report={report} at={at} />}
    </Page>
  );
}

function Measured({ report, at }: { report: MonitoringReport; at: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Alerts alerts={report.alerts} />
      <Figures report={report} />
      <h3 className={classes.heading}>{t('monitor.bottleneck.title')}</h3>
      <Bottleneck bottleneck={report.bottleneck} />
      <StagesTable summary={report.summary} />
      <h3 className={classes.heading}>{t('monitor.workers.title')}</h3>
      <WorkersTable workers={report.workers} host={report.host} />
      <h3 className={classes.heading}>{t('monitor.charts.title')}</h3>
      <section className={classes.charts} aria-label={t('monitor.charts.region')}>
        {CHARTS.map((name) => (
          <ChartFigure key={name} name={name} report={report} wallNow={at} />
        ))}
      </section>
    </>
  );
}

function Alerts({ alerts }: { alerts: Alert[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('monitor.alerts.title')}>
      {alerts.length === 0 ? (
        <p className={classes.calm}>
          <Icon name="check" /> {t('monitor.alerts.none')}
        </p>
      ) : (
        <ul className={classes.alerts}>
          {alerts.map(({ rule, message, active_ms }) => {
            const { value, unit } = showDuration(Math.max(1000, active_ms));
            return (
              <li key={rule} className={classes.alert}>
                <Icon name="alert" />
                <span>
                  {message} <small>{t('monitor.alerts.since', { duration: t(`timings.${unit}`, { value }) })}</small>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Bottleneck({ bottleneck }: Pick<MonitoringReport, 'bottleneck'>) {
  const { t } = useTranslation();
  const show = useUnits();
  if (bottleneck === null) return <p className={classes.sentence}>{t('monitor.bottleneck.none')}</p>;
  const { stage, share, mean_ms } = bottleneck;
  const words = { share: formatShare(share, 1), mean: show(mean_ms, 'ms') };
  return <p className={classes.sentence}>{t(`monitor.bottleneck.${stage}`, words)}</p>;
}

function Figures({ report: { summary, queue, samples, machine } }: { report: MonitoringReport }) {
  const { t } = useTranslation();
  const show = useUnits();
  const percent = (share: number | null): string => show(share === null ? null : share * 100, 'percent');
  const figures = {
    answered: show(summary.settled.answered + summary.settled.no_answer, 'questions'),
    p50: show(summary.total_ms?.p50 ?? null, 'ms'),
    p95: show(summary.total_ms?.p95 ?? null, 'ms'),
    queue: `${show(queue.waiting, 'questions')} / ${show(queue.running, 'questions')}`,
    cache: percent(summary.cache_hit_rate),
    errors: percent(summary.error_rate),
    memory: show(samples.at(-1)?.application.rss_mb ?? null, 'mb'),
    cpu: show(machine.cpu_percent, 'percent'),
  };
  return (
    <dl className={classes.figures} aria-label={t('monitor.figures.title')}>
      {Object.entries(figures).map(([name, value]) => (
        <div key={name}>
          <dt>{t(`monitor.figures.${name as keyof typeof figures}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
