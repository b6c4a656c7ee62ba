import { useTranslation } from 'react-i18next';
import type { Attendu } from '../../core/quality/question-set.ts';

/** What a right answer was to hold, in words. */
export function useExpected({ comptes, ecriture, faits, refus }: Attendu): string {
  const { t } = useTranslation();
  const side = (keys: readonly string[]): string => keys.map((key) => key.replaceAll('|', t('quality.or'))).join(', ');
  const parts = [
    comptes && t('quality.expected.comptes', { comptes: comptes.join(t('quality.or')) }),
    ecriture && t('quality.expected.ecriture', { debit: side(ecriture.debit), credit: side(ecriture.credit) }),
    faits && t('quality.expected.faits', { faits: faits.join(' ; ') }),
    refus && t('quality.expected.refus'),
  ];
  return parts.filter((part) => part !== undefined).join(' ; ');
}
