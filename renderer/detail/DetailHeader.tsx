import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { frenchSpacing } from '../format/french-spacing.ts';
import { shortened } from '../format/shortened.ts';
import { StateLabel } from '../list/StateLabel.tsx';
import { settlementOf, type QuestionItem } from '../questions/model.ts';
import { DetailActions } from './DetailActions.tsx';
import { DETAIL_HEADING_ID } from './focus.ts';
import { TimingsLine } from './TimingsLine.tsx';
import classes from './DetailPane.module.css';

const SHOWN_LENGTH = 600;

/** The question itself, its state, what it cost, and what can be done with it. */
export function DetailHeader({ item }: { item: QuestionItem }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const settlement = settlementOf(item);
  const cut = !whole && item.question.length > SHOWN_LENGTH;
  return (
    <header className={classes.header}>
      <h2 id={DETAIL_HEADING_ID} className={classes.question} tabIndex={-1}>
        {frenchSpacing(cut ? shortened(item.question, SHOWN_LENGTH) : item.question)}
      </h2>
      {cut ? (
        <button type="button" className={classes.link} onClick={() => setWhole(true)}>
          {t('detail.showAll')}
        </button>
      ) : null}
      <div className={classes.bar}>
        <div className={classes.facts}>
          <StateLabel state={item.state} />
          {settlement === null ? null : <TimingsLine settlement={settlement} />}
        </div>
        <DetailActions item={item} />
      </div>
    </header>
  );
}
