import { useTranslation } from 'react-i18next';
import type { Settlement } from '../../core/domain/settlement.ts';
import { showDuration } from '../format/duration.ts';
import classes from './DetailPane.module.css';

/** How long it took and where it came from, in small print. Nothing where no time was spent. */
export function TimingsLine({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation();
  const { timings, worker, cached, status } = settlement;
  if (status !== 'answered' && status !== 'no_answer') return null;
  const duration = (milliseconds: number): string => {
    const { value, unit } = showDuration(milliseconds);
    return t(`timings.${unit}`, { value });
  };
  const stages = t('timings.stages', {
    queued: duration(timings.queued_ms),
    search: duration(timings.embed_ms + Math.max(timings.lexical_ms, timings.semantic_ms)),
    answer: duration(timings.answer_ms),
  });
  const parts = [
    t('timings.total', { duration: duration(timings.total_ms) }),
    cached ? t('timings.cached') : null,
    cached || worker === null ? null : t('timings.worker', { number: worker }),
  ];
  return (
    <span className={classes.timings} title={cached ? undefined : stages}>
      {parts.filter((part) => part !== null).join(' · ')}
    </span>
  );
}
