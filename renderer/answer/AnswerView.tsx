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
  const [open, setOpen] = useState<ReadonlySet<number>>(() => citedNumbers(answer, citations.length));
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
        {status === 'no_answer' ? <p className={classes.refusal}>{t('detail.notInBase')}</p> : null}
        <AnswerText answer={answer} citations={citations.length} onMarker={show} />
      </section>
      {entries.length === 0 ? null : <EntrySection entries={entries} />}
      {citations.length === 0 ? null : (
        <section className={classes.section} aria-label={t('sources.title')}>
          <h3 className={classes.title}>{status === 'answered' ? t('sources.title') : t('sources.nearest')}</h3>
          <CitationList ref={sources} citations={citations} open={open} shown={shown} onToggle={toggle} />
        </section>
      )}
    </>
  );
}
