import { useTranslation } from 'react-i18next';
import { useQuestions } from '../app-context.ts';
import { isOpen, stateName } from '../questions/model.ts';
import classes from './Shell.module.css';

/** Says aloud what settled: the question when it was one, a count when many settled together. */
export function LiveRegion() {
  const { t } = useTranslation();
  const settledNow = useQuestions((state) => state.settledNow);
  const items = useQuestions((state) => state.items);
  const item = items.get(settledNow[0] ?? '');
  let text = '';
  if (settledNow.length > 1) {
    const open = [...items.values()].filter(isOpen).length;
    text = t('live.progress', { count: settledNow.length, open });
  } else if (item !== undefined) {
    const name = stateName(item.state);
    text = t('live.settled', { state: name === 'queued' ? '' : t(`state.${name}`), question: item.question.slice(0, 200) });
  }
  return (
    <div role="status" aria-live="polite" className={classes.hidden}>
      {text}
    </div>
  );
}
