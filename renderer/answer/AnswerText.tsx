import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { frenchSpacing } from '../format/french-spacing.ts';
import { answerBlocks, type AnswerPart } from './answer-parts.ts';
import classes from './AnswerView.module.css';

interface PartsProps {
  parts: readonly AnswerPart[];
  onMarker: (number: number) => void;
}

function Parts({ parts, onMarker }: PartsProps) {
  const { t } = useTranslation();
  return parts.map((part, index) =>
    part.kind === 'text' ? (
      <Fragment key={index}>{frenchSpacing(part.text)}</Fragment>
    ) : (
      <button
        key={index}
        type="button"
        className={classes.marker}
        aria-label={t('answer.marker', { number: part.number })}
        onClick={() => onMarker(part.number)}
      >
        {`[${part.number}]`}
      </button>
    ),
  );
}

/** The answer as paragraphs and lists; markers are buttons. Nothing in it is read as HTML. */
export function AnswerText({ answer, citations, onMarker }: { answer: string; citations: number } & Omit<PartsProps, 'parts'>) {
  return (
    <div className={classes.text}>
      {answerBlocks(answer, citations).map((block, index) =>
        block.kind === 'paragraph' ? (
          <p key={index}>
            <Parts parts={block.parts} onMarker={onMarker} />
          </p>
        ) : (
          <ul key={index}>
            {block.items.map((parts, item) => (
              <li key={item}>
                <Parts parts={parts} onMarker={onMarker} />
              </li>
            ))}
          </ul>
        ),
      )}
    </div>
  );
}
