import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app-context.ts';
import { settlementAsText } from '../answer/copy-text.ts';
import { useCopyWords } from '../answer/use-copy-words.ts';
import { isOpen, settlementOf, type QuestionItem } from '../questions/model.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { focusDetailIfLost } from './focus.ts';
import classes from './DetailPane.module.css';

/** Cancel while it runs; ask again and copy once it is settled. */
export function DetailActions({ item }: { item: QuestionItem }) {
  const { t } = useTranslation();
  const { session } = useApp();
  const words = useCopyWords();
  const settlement = settlementOf(item);
  const askAgain = (): void => {
    session.ask([item.question]);
    focusDetailIfLost();
  };
  if (isOpen(item)) {
    return (
      <div className={classes.actions}>
        <Button variant="default" size="xs" leftSection={<Icon name="stopped" />} onClick={() => session.cancel(item.id)}>
          {t('detail.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.actions}>
      <Button variant="default" size="xs" leftSection={<Icon name="again" />} onClick={askAgain}>
        {t('detail.askAgain')}
      </Button>
      {settlement === null || settlement.answer === '' ? null : (
        <CopyButton label={t('detail.copy')} text={() => settlementAsText(settlement, words)} />
      )}
    </div>
  );
}
