import type { LigneEcriture, Sens, Settlement } from '../domain/settlement.ts';
import type { Attendu } from './question-set.ts';

/** Whether an answer is right, and whether its source is shown as well. */
export interface Verdict {
  /** What is said is what was expected. */
  answer: boolean;
  /** That, and the first citation carries it: a reference, an excerpt, and the account where one was expected. */
  strict: boolean;
}

type Judged = Pick<Settlement, 'status' | 'answer' | 'entries' | 'citations'>;

/** Judges one settled question against what was expected. */
export function judge(attendu: Attendu, settlement: Judged): Verdict {
  if (attendu.refus) {
    const refused = settlement.status === 'no_answer' && settlement.entries.length === 0;
    return { answer: refused, strict: refused };
  }
  const { comptes, ecriture, faits } = attendu;
  const answer =
    settlement.status === 'answered' &&
    (!comptes || isUnder(firstAccount(settlement), comptes)) &&
    (!ecriture || booked(ecriture, settlement.entries)) &&
    (!faits || statesAll(faits, settlement.answer));
  return { answer, strict: answer && sourced(settlement, comptes) };
}

function sourced({ citations }: Judged, comptes: string[] | undefined): boolean {
  const [first] = citations;
  if (!first || first.reference === '' || first.excerpt === '') return false;
  return !comptes || first.comptes.some((compte) => isUnder(compte, comptes));
}

/** The account an answer names first: the first number in its text that its first citation is about. */
export function firstAccount({ answer, citations }: Judged): string | undefined {
  const known = citations[0]?.comptes ?? [];
  const named = answer.match(/(?<![\d,.])[1-9]\d{1,3}(?![\d%]|\s?(?:F|FCFA|ans?|mois|jours?|%)(?![\p{L}]))/gu) ?? [];
  return named.find((numero) => known.includes(numero)) ?? known[0];
}

/** The account itself or a subdivision of one of these; a parent is not. */
function isUnder(numero: string | undefined, comptes: string[]): boolean {
  return numero !== undefined && comptes.some((compte) => numero.startsWith(compte));
}

function booked({ debit, credit, montants }: NonNullable<Attendu['ecriture']>, entries: LigneEcriture[]): boolean {
  const has = (sens: Sens, key: string): boolean => {
    const lines = entries.filter((line) => line.sens === sens && key.split('|').some((prefix) => line.compte.startsWith(prefix)));
    const wanted = montants[key];
    return lines.length > 0 && (wanted === undefined || sumsOf(lines).some((sum) => Math.abs(sum - wanted) <= 1));
  };
  return balanced(entries) && debit.every((key) => has('debit', key)) && credit.every((key) => has('credit', key));
}

/** Each line, each step's sum and the sum of all: a step that follows (a reversal, the payment) may move the account again. */
function sumsOf(lines: LigneEcriture[]): number[] {
  const steps = [...new Set(lines.map(({ moment }) => moment))].map((moment) => lines.filter((line) => line.moment === moment));
  return [lines, ...steps, ...lines.map((line) => [line])].map((group) =>
    group.reduce((sum, { montant }) => sum + (montant ?? Number.NaN), 0),
  );
}

/** Each step whose amounts are all known. */
function balanced(entries: LigneEcriture[]): boolean {
  return [...Map.groupBy(entries, ({ moment }) => moment).values()]
    .filter((lines) => lines.every(({ montant }) => montant !== null))
    .every((lines) => lines.reduce((sum, { sens, montant }) => sum + (sens === 'debit' ? 1 : -1) * (montant ?? 0), 0) === 0);
}

function statesAll(faits: string[], text: string): boolean {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
    .toLowerCase();
  return faits.every((fait) => new RegExp(fait, 'i').test(plain));
}
