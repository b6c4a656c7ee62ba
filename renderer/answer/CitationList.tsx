import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../core/domain/settlement.ts';
import { frenchSpacing } from '../format/french-spacing.ts';
import { Icon } from '../ui/Icon.tsx';
import { excerptParts } from './excerpt-parts.ts';
import classes from './CitationList.module.css';

interface CitationListProps {
  citations: readonly Citation[];
  /** Numbers of the citations whose passage is shown. */
  open: ReadonlySet<number>;
  /** The one a marker led to last. */
  shown: number | null;
  onToggle: (number: number) => void;
  ref: Ref<HTMLOListElement>;
}

/** The numbered sources: title and official place always, the passage when opened. */
export function CitationList({ citations, open, shown, onToggle, ref }: CitationListProps) {
  return (
    <ol ref={ref} className={classes.list}>
      {citations.map((citation, index) => (
        <li key={citation.id} className={classes.item} data-shown={shown === index + 1 ? '' : undefined}>
          <CitationItem citation={citation} number={index + 1} open={open.has(index + 1)} onToggle={onToggle} />
        </li>
      ))}
    </ol>
  );
}

interface CitationItemProps {
  citation: Citation;
  number: number;
  open: boolean;
  onToggle: (number: number) => void;
}

function CitationItem({ citation, number, open, onToggle }: CitationItemProps) {
  const { t } = useTranslation();
  const name = t('sources.item', { number, title: citation.title });
  return (
    <>
      <button type="button" className={classes.head} aria-expanded={open} aria-label={name} onClick={() => onToggle(number)}>
        <span className={classes.number}>{number}</span>
        <span className={classes.names}>
          <span className={classes.title}>{frenchSpacing(citation.title)}</span>
          <span className={classes.reference}>{frenchSpacing(citation.reference)}</span>
        </span>
        <Icon name="chevron" />
      </button>
      {open ? <Passage citation={citation} /> : null}
    </>
  );
}

function Passage({ citation }: { citation: Citation }) {
  const { t } = useTranslation();
  return (
    <div className={classes.passage}>
      <blockquote className={classes.excerpt}>
        {excerptParts(frenchSpacing(citation.excerpt), citation.highlights).map(({ text, marked }, index) =>
          marked ? <mark key={index}>{text}</mark> : text,
        )}
      </blockquote>
      {citation.comptes.length === 0 ? null : (
        <ul className={classes.comptes} aria-label={t('sources.comptes')}>
          {citation.comptes.map((compte) => (
            <li key={compte}>{compte}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
