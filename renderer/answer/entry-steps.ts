import type { LigneEcriture, Sens } from '../../core/domain/settlement.ts';

/** Sums of one step or of all, in whole francs; null as soon as one amount is unknown. */
export interface Totals {
  debit: number | null;
  credit: number | null;
}

/** The lines of one `moment`, in their order. */
export interface EntryStep {
  moment: string;
  lines: LigneEcriture[];
  totals: Totals;
}

function sum(lines: readonly LigneEcriture[], sens: Sens): number | null {
  let total = 0;
  for (const line of lines) {
    if (line.sens !== sens) continue;
    if (line.montant === null) return null;
    total += line.montant;
  }
  return total;
}

/** Debit and credit of some lines. */
export function totalsOf(lines: readonly LigneEcriture[]): Totals {
  return { debit: sum(lines, 'debit'), credit: sum(lines, 'credit') };
}

/** Groups an entry by its moments, in the order in which they first appear. */
export function entrySteps(entries: readonly LigneEcriture[]): EntryStep[] {
  const byMoment = Map.groupBy(entries, ({ moment }) => moment);
  return [...byMoment].map(([moment, lines]) => ({ moment, lines, totals: totalsOf(lines) }));
}

/** True when at least one amount is unknown. */
export function hasUnknownAmount(entries: readonly LigneEcriture[]): boolean {
  return entries.some(({ montant }) => montant === null);
}
