import type { LigneEcriture, Settlement } from '../../core/domain/settlement.ts';
import { printExplication } from './print-explication.ts';

const FRANCS = new Intl.NumberFormat('fr-FR');
const LONGEST_ECHO = 300;
const WIDTHS = { compte: 6, intitule: 52, montant: 16 };

/** A settled question as a person reads it in a terminal. */
export function printSettlement(settlement: Settlement): string {
  const { question, status, answer, failure, entries, citations, explication = [] } = settlement;
  const body =
    status === 'cancelled'
      ? 'Annulée.'
      : status === 'timed_out'
        ? 'Délai dépassé : la question n’a pas reçu de réponse à temps.'
        : answer;
  const sources = citations.map(({ title, reference, excerpt }, at) => `[${at + 1}] ${title} — ${reference}\n    ${excerpt}`);
  return [
    `? ${shorten(question)}`,
    failure ? failure.message : body,
    printEntries(entries),
    sources.join('\n'),
    ...explication.map(printExplication),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function printEntries(entries: LigneEcriture[]): string {
  const moments = [...new Set(entries.map((line) => line.moment))];
  return moments
    .map((moment) => {
      const lines = entries.filter((line) => line.moment === moment);
      return [moment, row('Compte', 'Intitulé', 'Débit', 'Crédit'), ...lines.map(printLine), totals(lines)].join('\n');
    })
    .join('\n\n');
}

function printLine({ compte, intitule, sens, montant }: LigneEcriture): string {
  const amount = montant === null ? '—' : FRANCS.format(montant);
  return row(
    compte,
    (sens === 'credit' ? '    ' : '') + intitule,
    sens === 'debit' ? amount : '',
    sens === 'credit' ? amount : '',
  );
}

function totals(lines: LigneEcriture[]): string {
  if (lines.some((line) => line.montant === null)) return '';
  const total = (sens: string): string =>
    FRANCS.format(lines.reduce((sum, line) => sum + (line.sens === sens ? (line.montant ?? 0) : 0), 0));
  return row('', 'Total', total('debit'), total('credit'));
}

function row(compte: string, intitule: string, debit: string, credit: string): string {
  const title = intitule.length > WIDTHS.intitule ? `${intitule.slice(0, WIDTHS.intitule - 1)}…` : intitule;
  return `  ${compte.padEnd(WIDTHS.compte)} ${title.padEnd(WIDTHS.intitule)} ${debit.padStart(WIDTHS.montant)} ${credit.padStart(WIDTHS.montant)}`;
}

/** A refused text may be huge; its beginning says which one it was. */
function shorten(question: string): string {
  return question.length > LONGEST_ECHO ? `${question.slice(0, LONGEST_ECHO)}…` : question;
}
