import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useQuestions } from '../app-context.ts';
import { focusComposer } from '../composer/focus.ts';
import { isOpen } from '../questions/model.ts';
import { Icon } from '../ui/Icon.tsx';
import classes from './QuestionList.module.css';

/** How many questions there are and how many still run, and the way to start afresh. */
export function ListHeader() {
  const { t } = useTranslation();
  const { session } = useApp();
  const items = useQuestions((state) => state.items);
  const open = [...items.values()].filter(isOpen).length;
  const summary = t('list.summary', { count: items.size });
  const clear = (): void => {
    session.clear();
    focusComposer();
  };
  return (
    <div className={classes.header}>
      <span className={classes.summary}>{open === 0 ? summary : `${summary} · ${t('list.open', { count: open })}`}</span>
      <Button variant="subtle" size="compact-xs" leftSection={<Icon name="clear" size={14} />} onClick={clear}>
        {t('list.clear')}
      </Button>
    </div>
  );
}
