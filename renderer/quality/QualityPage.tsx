import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app-context.ts';
import { showDuration } from '../format/duration.ts';
import { Icon } from '../ui/Icon.tsx';
import { Page } from '../ui/Page.tsx';
import { FailureList } from './FailureList.tsx';
import type { QualityState } from './quality-run.ts';
import { ScoreTable } from './ScoreTable.tsx';
import { useQuality } from './use-quality.ts';
import classes from './QualityPage.module.css';

/** Where the focus goes when the page is shown. */
export const QUALITY_HEADING_ID = 'qualite-titre';

/** Runs the bundled judged questions on this computer and shows how many were answered right. */
export function QualityPage({ onAsk }: { onAsk: (question: string) => void }) {
  const { t } = useTranslation();
  const state = useQuality();
  return (
    <Page titleId={QUALITY_HEADING_ID} title={t('quality.title')} lead={t('quality.lead')}>
      <Controls state={state} />
      {state.phase === 'finished' ? <Results state={state} onAsk={onAsk} /> : null}
    </Page>
  );
}

/** One button: start, stop, start again. It stays the same element, so the focus stays on it. */
function Controls({ state }: { state: QualityState }) {
  const { t } = useTranslation();
  const { quality } = useApp();
  const running = state.phase === 'running';
  const again = state.phase === 'finished' || state.phase === 'failed';
  return (
    <>
      <div className={classes.controls}>
        <Button
          variant={running ? 'default' : 'filled'}
          leftSection={<Icon name={running ? 'stopped' : again ? 'again' : 'check'} />}
          onClick={running ? quality.stop : quality.start}
        >
          {t(running ? 'quality.stop' : again ? 'quality.again' : 'quality.start')}
        </Button>
        {running ? <Progress done={state.done} total={state.total} /> : null}
      </div>
      <p role="status" className={classes.status}>
        <Outcome state={state} />
      </p>
    </>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.progress}>
      <progress max={Math.max(1, total)} value={done} aria-label={t('quality.progress')} />
      <span>{t('quality.done', { done, total })}</span>
    </div>
  );
}

function Outcome({ state }: { state: QualityState }) {
  const { t } = useTranslation();
  if (state.phase === 'failed') return t('quality.failed');
  if (state.phase !== 'finished') return null;
  const { value, unit } = showDuration(state.elapsedMs);
  const duration = t(`timings.${unit}`, { value });
  const count = state.judged.length;
  if (count < state.total) return t('quality.stopped', { count, total: state.total, duration });
  return t('quality.finished', { count, duration });
}

function Results({ state, onAsk }: { state: Extract<QualityState, { phase: 'finished' }>; onAsk: (question: string) => void }) {
  const { t } = useTranslation();
  const { judged } = state;
  const unsettled = judged.filter(({ settlement: { status } }) => status !== 'answered' && status !== 'no_answer').length;
  if (judged.length === 0) return null;
  return (
    <>
      {unsettled === 0 ? null : <p className={classes.warning}>{t('quality.unsettled', { count: unsettled })}</p>}
      <ScoreTable judged={judged} />
      <FailureList judged={judged} onAsk={onAsk} />
    </>
  );
}
