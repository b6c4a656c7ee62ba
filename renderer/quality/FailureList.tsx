import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedSettlement } from '../../core/quality/score.ts';
import { frenchSpacing } from '../format/french-spacing.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { useExpected } from './use-expected.ts';
import classes from './QualityPage.module.css';

/**
 * What went wrong in the part one may tune on. The other part's failures are not to be read: whoever read them would tune on them,
 * and its figure would mean nothing any more.
 */
export function FailureList({ judged, onAsk }: { judged: readonly JudgedSettlement[]; onAsk: (question: string) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const failures = judged.filter(({ question, verdict }) => question.part === 'reglage' && !verdict.strict);
  if (failures.length === 0) return null;
  return (
    <section className={classes.failures} aria-label={t('quality.failures.region')}>
      <Disclosure open={open} controls={id} onToggle={() => setOpen(!open)}>
        {t('quality.failures.show', { count: failures.length })}
      </Disclosure>
      <div id={id}>
        {open ? (
          <>
            <p className={classes.note}>{t('quality.failures.note')}</p>
            <ul className={classes.list}>
              {failures.map((failure) => (
                <Failed key={failure.question.id} failure={failure} onAsk={onAsk} />
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </section>
  );
}

function Failed({ failure: { question, settlement }, onAsk }: { failure: JudgedSettlement; onAsk: (question: string) => void }) {
  const { t } = useTranslation();
  const expected = useExpected(question.attendu);
  const first = settlement.citations[0]?.title;
  const given = [t(`state.${settlement.status}`), first].filter((part) => part !== undefined).join(' – ');
  return (
    <li>
      <button type="button" className={classes.question} onClick={() => onAsk(question.question)}>
        {frenchSpacing(question.question)}
      </button>
      <dl className={classes.facts}>
        <dt>{t('quality.failures.expected')}</dt>
        <dd>{expected}</dd>
        <dt>{t('quality.failures.given')}</dt>
        <dd>{frenchSpacing(given)}</dd>
      </dl>
    </li>
  );
}
