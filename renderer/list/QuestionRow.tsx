import { memo } from 'react';
import { frenchSpacing } from '../format/french-spacing.ts';
import { shortened } from '../format/shortened.ts';
import type { QuestionItem } from '../questions/model.ts';
import classes from './QuestionRow.module.css';
import { rowHint } from './row-hint.ts';
import { StateLabel } from './StateLabel.tsx';

const SHOWN_LENGTH = 240;

interface QuestionRowProps {
  item: QuestionItem;
  selected: boolean;
  onOpen: (id: string) => void;
}

/** One question of the list. Drawn again only when its own item or its selection changes. */
export const QuestionRow = memo(function QuestionRow({ item, selected, onOpen }: QuestionRowProps) {
  const hint = rowHint(item);
  return (
    <button
      type="button"
      className={classes.row}
      data-question-id={item.id}
      aria-current={selected ? 'true' : undefined}
      // One stop for the Tab key: the arrows move inside the list.
      tabIndex={selected ? 0 : -1}
      onClick={() => onOpen(item.id)}
    >
      <span className={classes.question}>{frenchSpacing(shortened(item.question, SHOWN_LENGTH))}</span>
      <span className={classes.foot}>
        <StateLabel state={item.state} />
        {hint === '' ? null : <span className={classes.hint}>{hint}</span>}
      </span>
    </button>
  );
});
