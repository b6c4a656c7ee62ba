import { useTranslation } from 'react-i18next';
import { roughWait } from '../format/wait.ts';
import { failureKey } from '../i18n/failure-key.ts';
import { stateName, type ItemState } from '../questions/model.ts';
import classes from './DetailPane.module.css';

function useNotice(state: ItemState): string {
  const { t } = useTranslation();
  if (state.state === 'unsent') return t(failureKey(state.failure));
  if (state.state === 'queued') {
    const wait = roughWait(state.wait_ms);
    if (wait === null) return t('detail.queued', { position: state.position });
    return t('detail.queuedFor', { position: state.position, wait: t(`detail.${wait.unit}`, { count: wait.count }) });
  }
  if (state.state !== 'settled') return t(`detail.${state.state}`);
  const { status, failure } = state.settlement;
  if (status === 'cancelled' || status === 'timed_out') return t(`detail.${status}`);
  return t(failureKey(failure?.kind ?? 'internal'));
}

/** What went wrong stands out; what is only waited for does not. */
const LOOKS: Partial<Record<ReturnType<typeof stateName>, string | undefined>> = {
  failed: classes.failure,
  unsent: classes.failure,
  timed_out: classes.warning,
};

/** What is to be said while there is no answer to show, or why there will be none. */
export function StateNotice({ state }: { state: ItemState }) {
  const notice = useNotice(state);
  const name = stateName(state);
  return (
    <div className={LOOKS[name] ?? classes.waiting} data-state={name}>
      <p>{notice}</p>
      {name === 'running' ? (
        <div className={classes.skeleton} aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ) : null}
    </div>
  );
}
