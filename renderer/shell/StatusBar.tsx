import { useTranslation } from 'react-i18next';
import type { EngineStatus } from '../../core/contract.ts';
import { shortened } from '../format/shortened.ts';
import { Icon } from '../ui/Icon.tsx';
import { readyWorkers } from './use-engine-status.ts';
import classes from './Shell.module.css';

/** Enough of a version to tell two apart. */
const VERSION_LENGTH = 16;

/** The quiet line at the bottom: nothing leaves the computer, the engine is ready, which knowledge base it reads. */
export function StatusBar({ status }: { status: EngineStatus | null }) {
  const { t } = useTranslation();
  const ready = status === null ? 0 : readyWorkers(status);
  const workers = ready > 0 ? t('status.workers', { count: ready }) : t('status.starting');
  const index = status?.versions.index ?? null;
  return (
    <footer className={classes.footer} aria-label={t('status.label')}>
      <span className={classes.offline}>
        <Icon name="private" size={14} />
        {t('app.offline')}
      </span>
      <span className={classes.engine} data-ready={ready > 0 ? '' : undefined}>
        {status === null ? t('status.unknown') : status.failure === null ? workers : t('status.unavailable')}
        {index === null ? null : ` · ${t('status.index', { version: shortened(index, VERSION_LENGTH) })}`}
      </span>
    </footer>
  );
}
