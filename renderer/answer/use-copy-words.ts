import { useTranslation } from 'react-i18next';
import type { CopyWords } from './copy-text.ts';

/** The words that go with a copied answer. */
export function useCopyWords(): CopyWords {
  const { t } = useTranslation();
  return {
    sources: t('copyText.sources'),
    entry: t('copyText.entry'),
    moment: t('copyText.moment'),
    compte: t('entry.compte'),
    intitule: t('entry.intitule'),
    debit: t('entry.debit'),
    credit: t('entry.credit'),
    total: t('entry.total'),
  };
}
