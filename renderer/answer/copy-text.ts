import type { LigneEcriture, Settlement } from '../../core/domain/settlement.ts';
import { entrySteps, totalsOf } from './entry-steps.ts';

/** Words of the copied text, from the catalogue. */
export interface CopyWords {
  sources: string;
  entry: string;
  moment: string;
  compte: string;
  intitule: string;
  debit: string;
  credit: string;
  total: string;
}

/** A tab or a line break inside a cell would shift the columns of the spreadsheet. */
const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Digits only: with thousands separators a spreadsheet would take the amount for text. */
const amount = (montant: number | null): string => (montant === null ? '' : String(montant));

function row(step: string, { compte, intitule, sens, montant }: LigneEcriture): string {
  const debit = sens === 'debit' ? amount(montant) : '';
  const credit = sens === 'credit' ? amount(montant) : '';
  return [cell(step), compte, cell(intitule), debit, credit].join('\t');
}

/** A journal entry as lines of tab-separated cells, headings first and totals last; '' when there is none. */
export function entryAsText(entries: readonly LigneEcriture[], words: CopyWords): string {
  if (entries.length === 0) return '';
  const heading = [words.moment, words.compte, words.intitule, words.debit, words.credit].join('\t');
  const rows = entrySteps(entries).flatMap(({ moment, lines }) => lines.map((line) => row(moment, line)));
  const totals = totalsOf(entries);
  return [heading, ...rows, ['', '', words.total, amount(totals.debit), amount(totals.credit)].join('\t')].join('\n');
}

/** Question, answer, entry and references as plain text for a letter or a spreadsheet. */
export function settlementAsText(settlement: Settlement, words: CopyWords): string {
  const entry = entryAsText(settlement.entries, words);
  const sources = settlement.citations.map(({ title, reference }, index) => `[${index + 1}] ${cell(title)} — ${cell(reference)}`);
  const parts = [
    settlement.question,
    settlement.answer,
    entry === '' ? '' : `${words.entry}\n${entry}`,
    sources.length === 0 ? '' : `${words.sources}\n${sources.join('\n')}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
