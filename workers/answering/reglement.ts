import type { LigneEcriture } from '../../core/domain/settlement.ts';
import { fold } from '../analysis/analyser.ts';
import type { Compte } from '../comptabilite/plan-comptes.ts';
import type { MontantLu } from './montants.ts';

/** How the question says something is paid, when it says so. */
interface Moyen {
  compte: string;
  dit: RegExp;
}

/** Cash, bank and electronic money; each with the account that holds it in national currency. */
const MOYENS: Moyen[] = [
  { compte: '5711', dit: /\b(?:especes?|(?:en|par|la) caisse|liquide|cash)\b/ },
  {
    compte: '552',
    dit: /\b(?:mobile money|(?:orange|moov|airtel|mtn|free) money|wave|flooz|momo|portefeuille (?:mobile|electronique))\b/,
  },
  { compte: '5211', dit: /\b(?:cheques?|virements?|vire|vires|(?:par|en|la) banque|par carte|prelevements?)\b/ },
];

const TRESORERIE = /^(?:521|571|552)/;
/** Accounts of those to be paid or to pay. */
const TIERS = /^(?:40[124]|41[14]|481|485)/;
const FRANCS = new Intl.NumberFormat('fr-FR');

/** An entry as paid in the way the question says, and what was changed (French sentences). */
export interface EcritureReglee {
  entries: LigneEcriture[];
  hypotheses: string[];
}

/**
 * Follows the question's words on payment: the treasury account of the means named takes the place of the sheet's, where the
 * entry has only one; a part paid at once leaves only the rest owed.
 */
export function regler(
  entries: LigneEcriture[],
  { question, montants }: { question: string; montants: MontantLu[] },
  compte: (numero: string) => Compte | undefined,
): EcritureReglee {
  const moyens = MOYENS.filter(({ dit }) => dit.test(fold(question)));
  const only = moyens.length === 1 ? moyens[0]?.compte : undefined;
  const named = only === undefined ? { entries, hypotheses: [] } : payWith(entries, only, compte);
  const paid = paidAtOnce(question, montants, named.entries);
  if (paid === undefined) return only && paysAll(question) ? settleAtOnce(named, only, compte) : named;
  const split = payPart(named.entries, paid, only ?? '5711', compte);
  return { entries: split.entries, hypotheses: [...named.hypotheses, ...split.hypotheses] };
}

function payWith(entries: LigneEcriture[], numero: string, compte: (numero: string) => Compte | undefined): EcritureReglee {
  const used = new Set(entries.map((line) => line.compte).filter((one) => TRESORERIE.test(one)));
  const [old] = used;
  const passes = entries.some((line) => line.compte.startsWith('585') || /^51/.test(line.compte));
  if (old === undefined || used.size > 1 || passes || old.startsWith(numero.slice(0, 3))) return { entries, hypotheses: [] };
  const intitule = compte(numero)?.intitule ?? '';
  return {
    entries: entries.map((line) => (line.compte === old ? { ...line, compte: numero, intitule } : line)),
    hypotheses: [`Moyen de paiement dit par la question : ${numero} « ${intitule} ».`],
  };
}

/** Said right after an amount that is paid at once. */
const AT_ONCE =
  /^\s*(?:(?:payes?|verses?|regles?|est payee?|sont payes) )?(?:(?:au )?comptant|tout de suite|immediatement|aujourd'hui|(?:a|des) la (?:commande|livraison|signature)|(?:en|par) (?:especes|liquide|caisse|cheque|virement|banque|mobile money))\b/;

/** Francs paid at once, when the question says that only a part is. */
function paidAtOnce(question: string, montants: MontantLu[], entries: LigneEcriture[]): number | undefined {
  const folded = fold(question);
  const owed = entries.find((line) => TIERS.test(line.compte))?.montant;
  const share =
    /\bmoitie (?:(?:est )?(?:payee?|reglee?|versee?) )?(?:(?:au )?comptant|(?:en|par) (?:caisse|especes|liquide|banque|cheque|virement|mobile money))/.test(
      folded,
    )
      ? 50
      : Number(/(\d{1,2}) ?(?:%|pour ?cent) (?:payes? )?(?:au )?comptant/.exec(folded)?.[1] ?? 0);
  if (share > 0 && owed) return Math.round((owed * share) / 100);
  const amount = montants.find(({ end }) => AT_ONCE.test(fold(question.slice(end))));
  const partial = /\breste a credit|\ble (?:reste|solde)\b|\bdont\b/.test(folded);
  return partial && amount && owed && amount.montant < owed ? amount.montant : undefined;
}

const PAYS = /\b(?:pay(?:e|es|ee|ees|ons|ez)|paie|regl(?:e|es|ee|ees|ons|ez)|acquitte|cash|encaisse|au comptant)\b/;
const LATER =
  /\b(?:a credit|payables?|(?:dans|a|sous) \d+ (?:jours|mois)|fin (?:de|du) mois|plus tard|echeance|sera|seront|prochaine?|le (?:reste|solde)|acompte|avance|pas encore|tard)\b/;

const paysAll = (question: string): boolean => PAYS.test(fold(question)) && !LATER.test(fold(question));

/** Where a sheet leaves owed what the question says is paid, its payment follows. */
function settleAtOnce({ entries, hypotheses }: EcritureReglee, numero: string, compte: (numero: string) => Compte | undefined) {
  const [owed, ...others] = entries.filter((line) => TIERS.test(line.compte));
  if (!owed || others.length > 0 || entries.some((line) => /^5/.test(line.compte))) return { entries, hypotheses };
  const intitule = compte(numero)?.intitule ?? '';
  const moment = 'Au règlement';
  const settled: LigneEcriture = { ...owed, moment, sens: owed.sens === 'debit' ? 'credit' : 'debit' };
  const treasury: LigneEcriture = { ...owed, moment, compte: numero, intitule };
  const payment = owed.sens === 'credit' ? [settled, treasury] : [treasury, settled];
  return {
    entries: [...entries, ...payment],
    hypotheses: [...hypotheses, `Payé aussitôt, dit la question : règlement ajouté par le ${numero} « ${intitule} ».`],
  };
}

/** Splits the first line owed into what is paid and what is still owed; a later step that only pays it falls away. */
function payPart(
  entries: LigneEcriture[],
  paid: number,
  numero: string,
  compte: (numero: string) => Compte | undefined,
): EcritureReglee {
  const owed = entries.find((line) => TIERS.test(line.compte));
  if (!owed || owed.montant === null || owed.montant <= paid) return { entries, hypotheses: [] };
  const rest = owed.montant - paid;
  const treasury = { ...owed, compte: numero, intitule: compte(numero)?.intitule ?? '', montant: paid };
  const payments = [...Map.groupBy(entries, (line) => line.moment)].filter(
    ([moment, lines]) =>
      moment !== owed.moment && lines.every((line) => line.compte === owed.compte || TRESORERIE.test(line.compte)),
  );
  const dropped = new Set(payments.map(([moment]) => moment));
  return {
    entries: entries
      .filter((line) => !dropped.has(line.moment))
      .flatMap((line) => (line === owed ? [treasury, { ...owed, montant: rest }] : [line])),
    hypotheses: [`Payé comptant : ${FRANCS.format(paid)} ; reste dû : ${FRANCS.format(rest)}.`],
  };
}
