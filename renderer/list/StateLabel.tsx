import { useTranslation } from 'react-i18next';
import { roughWait } from '../format/wait.ts';
import { stateName, type ItemState, type StateName } from '../questions/model.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import classes from './StateLabel.module.css';

const ICONS: Record<StateName, IconName> = {
  sending: 'clock',
  queued: 'clock',
  running: 'spinner',
  answered: 'check',
  no_answer: 'outside',
  failed: 'alert',
  unsent: 'alert',
  cancelled: 'stopped',
  timed_out: 'alert',
};

/** The state of a question in words, with a drawing and a colour that say the same. */
export function StateLabel({ state }: { state: ItemState }) {
  const { t } = useTranslation();
  const name = stateName(state);
  const queued = ({ position, wait_ms }: Extract<ItemState, { state: 'queued' }>): string => {
    const wait = roughWait(wait_ms);
    if (wait === null) return t('state.queued', { position });
    return t('state.queuedFor', { position, wait: t(`detail.${wait.unit}`, { count: wait.count }) });
  };
  return (
    <span className={classes.label} data-state={name}>
      <Icon name={ICONS[name]} size={14} />
      {state.state === 'queued' ? queued(state) : t(`state.${name}`)}
    </span>
  );
}
