import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explication } from '../../core/domain/explication.ts';
import { useApp } from '../app-context.ts';
import { failureKey } from '../i18n/failure-key.ts';
import { sendFailureOf } from '../transport/transport-error.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Candidates } from './Candidates.tsx';
import { Understood } from './Understood.tsx';
import { frenchSpacing } from '../format/french-spacing.ts';
import classes from './ExplainPanel.module.css';

/** What is known of the reasons; they are asked for when somebody wants to see them. */
type Reasons = { state: 'unasked' | 'loading' } | { state: 'known'; all: Explication[] } | { state: 'failed'; kind: string };

function useReasons(question: string): { reasons: Reasons; load: () => void } {
  const { ask } = useApp();
  const [reasons, setReasons] = useState<Reasons>({ state: 'unasked' });
  const load = (): void => {
    setReasons({ state: 'loading' });
    ask(question, { explain: true }).then(
      ({ explication, failure }) =>
        setReasons(
          explication === undefined
            ? { state: 'failed', kind: failure?.kind ?? 'internal' }
            : { state: 'known', all: explication },
        ),
      (error: unknown) => setReasons({ state: 'failed', kind: sendFailureOf(error) }),
    );
  };
  return { reasons, load };
}

/** "Why this answer?": closed until asked for; then what was understood, why the winner won, and the candidates. */
export function ExplainPanel({ question }: { question: string }) {
  const { t } = useTranslation();
  const { reasons, load } = useReasons(question);
  const [open, setOpen] = useState(false);
  const id = useId();
  const toggle = (): void => {
    if (!open && reasons.state === 'unasked') load();
    setOpen(!open);
  };
  return (
    <section className={classes.panel} aria-label={t('explain.title')}>
      <Disclosure open={open} controls={id} onToggle={toggle}>
        {t('explain.title')}
      </Disclosure>
      <div id={id} hidden={!open} aria-busy={reasons.state === 'loading'}>
        <Body reasons={reasons} onRetry={load} />
      </div>
    </section>
  );
}

function Body({ reasons, onRetry }: { reasons: Reasons; onRetry: () => void }) {
  const { t } = useTranslation();
  switch (reasons.state) {
    case 'unasked':
      return null;
    case 'loading':
      return <p className={classes.why}>{t('explain.loading')}</p>;
    case 'failed':
      return (
        <p className={classes.why}>
          {t(failureKey(reasons.kind))}{' '}
          <Button variant="subtle" size="compact-sm" onClick={onRetry}>
            {t('explain.retry')}
          </Button>
        </p>
      );
    case 'known':
      return reasons.all.map((one, at) => (
        <div key={at} className={classes.one}>
          {reasons.all.length > 1 ? <h4 className={classes.part}>{frenchSpacing(one.compris.question)}</h4> : null}
          <p className={classes.why}>{frenchSpacing(one.decision.pourquoi)}</p>
          <Understood compris={one.compris} />
          <Candidates candidats={one.candidats} retenu={one.decision.retenu} />
        </div>
      ));
  }
}
