import type { LigneEcriture } from '../../core/domain/settlement.ts';
import { fold } from '../analysis/analyser.ts';

const NOT_RECOVERABLE =
  /\b(?:non|pas|jamais) (?:(?:etre|totalement) )?(?:assujetti\w*|recuper\w*|deducti\w*)|\bpas (?:la )?recuperer\b|\bsans (?:droit a )?(?:deduction|recuperation)|\bexclu\w* du droit a deduction|\bpas droit a (?:la )?deduction/;
const RECOVERABLE = /^445/;
/** What is bought: fixed assets and charges. */
const BOUGHT = /^(?:2|6)/;

/** An entry without the VAT it cannot recover, and what was changed (French sentences). */
export interface EcritureSansRecuperation {
  entries: LigneEcriture[];
  hypotheses: string[];
}

/**
 * VAT that the question says cannot be recovered is part of the cost (guide, part 1, chapter 2): in each step it goes to the first
 * account of what is bought.
 */
export function sansRecuperation(entries: LigneEcriture[], question: string): EcritureSansRecuperation {
  if (!NOT_RECOVERABLE.test(fold(question))) return { entries, hypotheses: [] };
  const moments = [...Map.groupBy(entries, (line) => line.moment).values()];
  const changed = moments.flatMap(intoCost);
  return changed.length === entries.length
    ? { entries, hypotheses: [] }
    : { entries: changed, hypotheses: ['TVA non récupérable d’après la question : elle entre dans le coût.'] };
}

function intoCost(lines: LigneEcriture[]): LigneEcriture[] {
  const tva = lines.filter(({ compte, sens }) => sens === 'debit' && RECOVERABLE.test(compte));
  const bought = lines.find(({ compte, sens }) => sens === 'debit' && BOUGHT.test(compte));
  if (!bought || tva.length === 0) return lines;
  const all = [bought, ...tva].map(({ montant }) => montant);
  const montant = all.includes(null) ? null : all.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return lines.filter((line) => !tva.includes(line)).map((line) => (line === bought ? { ...line, montant } : line));
}
