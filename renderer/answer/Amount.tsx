import { useTranslation } from 'react-i18next';
import { formatAmount } from '../format/amount.ts';

/** An amount in francs; a dash, read as "non chiffré", when the question gave none. */
export function Amount({ francs }: { francs: number | null }) {
  const { t } = useTranslation();
  if (francs !== null) return formatAmount(francs);
  return (
    <span role="img" aria-label={t('entry.unknown')}>
      —
    </span>
  );
}
