import { Button, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app-context.ts';
import { questionsOf } from '../questions/input-lines.ts';
import { Icon } from '../ui/Icon.tsx';
import { COMPOSER_ID, focusComposer } from './focus.ts';
import classes from './Composer.module.css';

/** Enter sends, Shift+Enter starts a line; while an input method composes a letter, Enter belongs to it. */
function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
}

/** The box that takes one question, or many with one on each line. */
export function Composer() {
  const { t } = useTranslation();
  const { session } = useApp();
  const [text, setText] = useState('');
  const questions = questionsOf(text);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (questions.length === 0) return;
    session.ask(questions);
    setText('');
    focusComposer();
  };
  return (
    <form className={classes.composer} onSubmit={send}>
      <Textarea
        id={COMPOSER_ID}
        aria-label={t('composer.label')}
        placeholder={t('composer.placeholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (isSendKey(event) ? send(event) : undefined)}
        classNames={{ input: classes.input }}
        autoFocus
        data-autofocus
      />
      <div className={classes.foot}>
        <span className={classes.hint}>{t('composer.hint')}</span>
        <Button type="submit" size="sm" disabled={questions.length === 0} leftSection={<Icon name="send" />}>
          {t('composer.send', { count: Math.max(1, questions.length) })}
        </Button>
      </div>
    </form>
  );
}
