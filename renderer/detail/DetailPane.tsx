import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useQuestions } from '../app-context.ts';
import { settlementOf, type QuestionItem } from '../questions/model.ts';
import { ExplainPanel } from '../explication/ExplainPanel.tsx';
import { Icon } from '../ui/Icon.tsx';
import { AnswerView } from '../answer/AnswerView.tsx';
import { DetailHeader } from './DetailHeader.tsx';
import { focusRow } from './focus.ts';
import { StateNotice } from './StateNotice.tsx';
import classes from './DetailPane.module.css';

function DetailBody({ item }: { item: QuestionItem }) {
  const settlement = settlementOf(item);
  const hasFinding = settlement !== null && (settlement.status === 'answered' || settlement.status === 'no_answer');
  return (
    <>
      <DetailHeader item={item} />
      {hasFinding ? <AnswerView settlement={settlement} /> : <StateNotice state={item.state} />}
      {hasFinding ? <ExplainPanel question={item.question} /> : null}
    </>
  );
}

/** The selected question with everything that is known about it. */
export function DetailPane() {
  const { t } = useTranslation();
  const { store } = useApp();
  const item = useQuestions((state) => (state.selectedId === null ? undefined : state.items.get(state.selectedId)));
  if (item === undefined) return null;
  const back = (): void => {
    store.dispatch({ type: 'detail_closed' });
    focusRow(item.id);
  };
  return (
    <section className={classes.pane} aria-label={t('detail.region')}>
      <Button
        className={classes.back}
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="back" size={14} />}
        onClick={back}
      >
        {t('detail.back')}
      </Button>
      {/* A new question is a new reading: scrolled to its start, its sources as they come. */}
      <article key={item.id} className={classes.content}>
        <DetailBody item={item} />
      </article>
    </section>
  );
}
