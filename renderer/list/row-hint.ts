import { settlementOf, type QuestionItem } from '../questions/model.ts';

const ACCOUNTS_SHOWN = 4;

/** What tells answers apart at a glance: the accounts of the entry, else the first reference; '' while there is neither. */
export function rowHint(item: QuestionItem): string {
  const settlement = settlementOf(item);
  if (settlement === null || settlement.status !== 'answered') return '';
  const accounts = [...new Set(settlement.entries.map(({ compte }) => compte))];
  if (accounts.length === 0) return settlement.citations[0]?.reference ?? '';
  const shown = accounts.slice(0, ACCOUNTS_SHOWN).join(', ');
  return accounts.length > ACCOUNTS_SHOWN ? `${shown}…` : shown;
}
