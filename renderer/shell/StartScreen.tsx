import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useQuestions } from '../app-context.ts';
import { focusComposer } from '../composer/focus.ts';
import { Icon } from '../ui/Icon.tsx';
import classes from './StartScreen.module.css';

const EXAMPLES = ['purchase', 'account', 'depreciation', 'rule'] as const;

/** What the application is, before the first question. */
function Intro() {
  const { t } = useTranslation();
  return (
    <div className={classes.intro}>
      <h2 className={classes.title}>{t('app.introTitle')}</h2>
      <p className={classes.lead}>{t('app.intro')}</p>
    </div>
  );
}

/** Questions to begin with, and the way back after the list was cleared. */
function Examples() {
  const { t } = useTranslation();
  const { session } = useApp();
  const ask = (question: string): void => {
    // Shown with unbreakable spaces, asked with the spaces that a user would type.
    session.ask([question.replaceAll('\u00a0', ' ')]);
    focusComposer();
  };
  return (
    <div className={classes.below}>
      <Cleared />
      <h3 className={classes.heading}>{t('app.examples')}</h3>
      <ul className={classes.examples}>
        {EXAMPLES.map((name) => {
          const question = t(`examples.${name}`);
          return (
            <li key={name}>
              <button type="button" className={classes.example} onClick={() => ask(question)}>
                {question}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Cleared() {
  const { t } = useTranslation();
  const { store } = useApp();
  const cleared = useQuestions((state) => state.cleared);
  if (cleared === null) return null;
  const restore = (): void => {
    store.dispatch({ type: 'restored' });
    focusComposer();
  };
  return (
    <div className={classes.cleared} role="status">
      <span>{t('list.cleared', { count: cleared.items.size })}</span>
      <Button variant="subtle" size="compact-sm" leftSection={<Icon name="again" size={14} />} onClick={restore}>
        {t('list.restore')}
      </Button>
    </div>
  );
}

/** The two parts of the start screen; the question box stands between them. */
export const StartScreen = { Intro, Examples };
