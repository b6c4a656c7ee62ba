import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settlement } from '../../core/domain/settlement.ts';
import { citedNumbers } from './answer-parts.ts';
import { AnswerText } from './AnswerText.tsx';
import { CitationList } from './CitationList.tsx';
import { EntrySection } from './EntrySection.tsx';
import classes from './AnswerView.module.css';

function toggled(numbers: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const next = new Set(numbers);
  if (!next.delete(number)) next.add(number);
  return next;
}

/** An answer or an explained refusal, its entry and its sources; markers lead from the text to the sources. */
export function AnswerView({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation();
  const { answer, citations, entries, status } = settlement;
  const refused = status === 'no_answer';
  // What an answer rests on is shown at once; what lies near a refusal only on demand, so that it is not taken for an answer.
  const [open, setOpen] = useState<ReadonlySet<number>>(() => (refused ? new Set() : citedNumbers(answer, citations.length)));
  const [shown, setShown] = useState<number | null>(null);
  const sources = useRef<HTMLOListElement>(null);
  const toggle = (number: number): void => setOpen((before) => toggled(before, number));
  const show = (number: number): void => {
    setOpen((before) => new Set(before).add(number));
    setShown(number);
    const source = sources.current?.children.item(number - 1);
    source?.querySelector('button')?.focus({ preventScroll: true });
    // Once its passage is drawn: the whole source is to be seen, not only its title.
    requestAnimationFrame(() => source?.scrollIntoView({ block: 'nearest' }));
  };
  return (
    <>
      <section className={classes.section} aria-label={t('answer.title')}>
        <div className={refused ? classes.refusal : undefined}>
          <AnswerText answer={answer === '' ? t('detail.notInBase') : answer} citations={citations.length} onMarker={show} />
        </div>
      </section>
      {entries.length === 0 ? null : <EntrySection entries={entries} />}
      {citations.length === 0 ? null : (
        <section className={classes.section} aria-label={t('sources.title')}>
          <h3 className={classes.title}>{refused ? t('sources.nearest') : t('sources.title')}</h3>
          <CitationList ref={sources} citations={citations} open={open} shown={shown} onToggle={toggle} />
        </section>
      )}
    </>
  );
}
