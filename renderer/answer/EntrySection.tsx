import { useTranslation } from 'react-i18next';
import type { LigneEcriture } from '../../core/domain/settlement.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { entryAsText } from './copy-text.ts';
import { hasUnknownAmount } from './entry-steps.ts';
import { EntryTable } from './EntryTable.tsx';
import { useCopyWords } from './use-copy-words.ts';
import sections from './AnswerView.module.css';
import classes from './EntryTable.module.css';

/** The journal entry under its heading, ready to be copied into a spreadsheet. */
export function EntrySection({ entries }: { entries: readonly LigneEcriture[] }) {
  const { t } = useTranslation();
  const words = useCopyWords();
  return (
    <section className={sections.section} aria-label={t('entry.title')}>
      <div className={classes.heading}>
        <h3 className={sections.title}>{t('entry.title')}</h3>
        <CopyButton label={t('entry.copy')} text={() => entryAsText(entries, words)} />
      </div>
      <EntryTable entries={entries} />
      {hasUnknownAmount(entries) ? <p className={classes.hint}>{t('entry.hint')}</p> : null}
    </section>
  );
}
