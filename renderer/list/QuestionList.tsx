import { useCallback, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useQuestions } from '../app-context.ts';
import { focusDetailIfLost } from '../detail/focus.ts';
import { formatTime } from '../format/time.ts';
import type { Batch } from '../questions/model.ts';
import { neighbourOf } from './neighbour.ts';
import { ListHeader } from './ListHeader.tsx';
import { QuestionRow } from './QuestionRow.tsx';
import classes from './QuestionList.module.css';

/** A single question needs no title of its own, unless it would look like part of the batch above it, or nobody asked it now. */
function isTitled(batch: Batch, above: Batch | undefined): boolean {
  return batch.recovered === true || batch.ids.length > 1 || (above !== undefined && above.ids.length > 1);
}

interface BatchRowsProps {
  batch: Batch;
  titled: boolean;
  onOpen: (id: string) => void;
}

function BatchRows({ batch, titled, onOpen }: BatchRowsProps) {
  const { t } = useTranslation();
  const items = useQuestions((state) => state.items);
  const selectedId = useQuestions((state) => state.selectedId);
  const title = batch.recovered === true ? 'list.recovered' : 'list.batch';
  return batch.ids.map((id, index) => {
    const item = items.get(id);
    if (item === undefined) return null;
    return (
      <li key={id} className={classes.item}>
        {titled && index === 0 ? (
          <div className={classes.batch}>{t(title, { count: batch.ids.length, time: formatTime(batch.at) })}</div>
        ) : null}
        <QuestionRow item={item} selected={id === selectedId} onOpen={onOpen} />
      </li>
    );
  });
}

/** All questions, newest batch first. Arrows, Home and End move; the answer beside the list follows. */
export function QuestionList() {
  const { t } = useTranslation();
  const { store } = useApp();
  const batches = useQuestions((state) => state.batches);
  const list = useRef<HTMLUListElement>(null);
  const open = useCallback(
    (id: string) => {
      store.dispatch({ type: 'selected', id, open: true });
      focusDetailIfLost();
    },
    [store],
  );
  const move = (event: KeyboardEvent): void => {
    const { batches: all, selectedId } = store.get();
    const id = neighbourOf(
      all.flatMap(({ ids }) => ids),
      selectedId,
      event.key,
    );
    if (id === null) return;
    event.preventDefault();
    store.dispatch({ type: 'selected', id, open: false });
    list.current?.querySelector<HTMLElement>(`[data-question-id="${CSS.escape(id)}"]`)?.focus();
  };
  return (
    <section className={classes.region} aria-label={t('list.region')}>
      <ListHeader />
      <ul ref={list} className={classes.list} aria-label={t('list.label')} onKeyDown={move}>
        {batches.map((batch, index) => (
          <BatchRows key={batch.ids[0]} batch={batch} titled={isTitled(batch, batches[index - 1])} onOpen={open} />
        ))}
      </ul>
    </section>
  );
}
