import { fold } from '../analysis/analyser.ts';
import type { ModeleOperation, Parametre } from '../comptabilite/ecriture.ts';
import { evaluer, noms, parseFormule, type Valeurs } from '../comptabilite/formule.ts';
import { completerFacture, tauxTva } from './facture.ts';
import { figuresFor } from './figures-lues.ts';
import { moisEntreDates, type Grandeur } from './grandeurs.ts';
import { cibleOf, compatible, fitOf, inUnitOf, type Cible } from './parametres.ts';
import { prixSelon } from './remise.ts';
import type { Understanding } from './understand.ts';

/** The values a question gives for an operation, and how it was read (French sentences). */
export interface ValeursLues {
  valeurs: Valeurs;
  hypotheses: string[];
  /** Amounts of the question that went to no parameter. */
  inutilises: number[];
}

const SANS_TVA =
  /\b(?:sans|pas de|hors champ de la|exoneree? de|non soumise? a la|aucune) tva\b|\bexoneree?s?\b|\btva non applicable\b/;
/** A bare amount that was paid has the tax in it. */
const PAID = /\b(?:payee?s?|reglee?s?|debours\w+|verse)\b/;
/** A figure is taken for a result only when that is named right beside it: it is more often what the result comes from. */
const RESULT_FIT = 0.7;
const INVOICE = new Set(['HT', 'TVA', 'TTC', 'taux_tva']);
const FRANCS = new Intl.NumberFormat('fr-FR');

/**
 * Puts the figures of a question on the parameters of an operation: each figure goes to the parameter of its kind whose name is
 * spoken of beside it; a bare amount goes to the first parameter. Without any amount everything stays open.
 */
export function lireValeurs(modele: ModeleOperation, understanding: Understanding): ValeursLues {
  const { question } = understanding;
  const hypotheses: string[] = [];
  if (understanding.montants.length === 0) return { valeurs: new Map(), hypotheses, inutilises: [] };
  const { parametres, resultats, invoiced } = ciblesOf(modele);
  const { remises, montants, taux, figures, comptes } = figuresFor(parametres, invoiced, understanding);
  hypotheses.push(...comptes);
  const others = [...parametres, ...resultats].filter(({ nom }) => !invoiced || !INVOICE.has(nom));
  const { valeurs, rest } = distribute(others, figures, principalOf(parametres, invoiced));
  solveBackwards(modele, valeurs);
  completeMonths(others, valeurs, question);
  const nu = modele.parametres.some(({ nom }) => nom === 'HT') ? rest.find(({ nature }) => nature === 'montant') : undefined;
  if (invoiced) {
    const spoken = taux.filter(
      ({ taux: rate, tva }) => tva || rest.some(({ nature, valeur }) => nature === 'pourcent' && valeur === rate),
    );
    const prix = prixSelon(remises, modele, hypotheses);
    const folded = fold(question);
    const facture = {
      montants,
      taux: spoken,
      sansTva: SANS_TVA.test(folded),
      paye: PAID.test(folded) && taux.length === 0,
      prix,
    };
    for (const [nom, valeur] of completerFacture(facture, nu?.valeur, hypotheses)) valeurs.set(nom, valeur);
    if (!valeurs.has('taux_tva') && valeurs.size > 0) valeurs.set('taux_tva', tauxTva(facture, hypotheses));
  }
  hypotheses.unshift(...spokenReading(others, valeurs));
  completeDefaults(modele, valeurs, hypotheses);
  const inutilises = unusedAmounts(
    rest.filter((figure) => figure !== nu || montants.some(({ nature }) => nature === 'HT' || nature === 'TTC')),
    valeurs,
  );
  hypotheses.push(...inutilises.map((valeur) => `Montant non utilisé dans l’écriture : ${FRANCS.format(valeur)}.`));
  return { valeurs, hypotheses, inutilises };
}

/** Figures that went nowhere: the entry may lack what they stand for. */
function unusedAmounts(rest: Grandeur[], valeurs: Valeurs): number[] {
  const used = new Set(valeurs.values());
  return rest.filter(({ nature, valeur }) => nature === 'montant' && !used.has(valeur)).map(({ valeur }) => valeur);
}

interface Cibles {
  parametres: Cible[];
  /** What an operation computes may be given as well: the VAT on the invoice, the capital part of an instalment. */
  resultats: Cible[];
  invoiced: boolean;
}

/** By the parameters of an operation, which stay as long as its document is kept. */
const knownCibles = new WeakMap<Parametre[], Cibles>();

function ciblesOf({ parametres, calculs }: ModeleOperation): Cibles {
  const known = knownCibles.get(parametres);
  if (known) return known;
  const cibles = {
    parametres: parametres.map(({ nom, libelle }) => cibleOf(nom, libelle, false)),
    resultats: Object.keys(calculs).map((nom) => cibleOf(nom, nom.replaceAll('_', ' '), true)),
    invoiced: parametres.some(({ nom }) => INVOICE.has(nom)),
  };
  knownCibles.set(parametres, cibles);
  return cibles;
}

/**
 * A result that is given fixes the one parameter of its formula that is not, where the formula is linear in it. A result that
 * follows from what is given is computed, whatever was read: the entry would not balance.
 */
function solveBackwards({ parametres, calculs }: ModeleOperation, valeurs: Map<string, number>): void {
  const known = new Map(valeurs);
  for (const [nom, texte] of Object.entries(calculs)) {
    const formule = parseFormule(texte);
    const given = valeurs.get(nom);
    known.delete(nom);
    const open = noms(formule).filter((other) => !known.has(other));
    const [unknown] = open;
    if (given !== undefined && open.length === 1 && parametres.some((one) => one.nom === unknown))
      solve(
        (x) => evaluer(formule, new Map([...known, [unknown ?? '', x]])),
        given,
        (x) => {
          for (const map of [known, valeurs]) map.set(unknown ?? '', x);
        },
      );
    const computed = evaluer(formule, known);
    // The figures of an invoice agree to the franc as they were read.
    if (computed !== null && !INVOICE.has(nom)) valeurs.delete(nom);
    const value = INVOICE.has(nom) ? (given ?? computed) : (computed ?? given);
    if (value !== undefined && value !== null) known.set(nom, Math.round(value));
  }
}

/** Finds x with f(x) = wanted for a linear f, as a whole number, or for a reciprocal one; says nothing when there is none. */
function solve(f: (x: number) => number | null, wanted: number, found: (x: number) => void): void {
  const [zero, one] = [f(0), f(1)];
  if (zero === null && one !== null) {
    // A duration from its rate: 25 % a year are four years.
    const exact = one / wanted;
    const x = Math.abs(exact - Math.round(exact)) < 0.01 ? Math.round(exact) : exact;
    if (Math.abs((f(x) ?? Number.NaN) - wanted) < 0.5) found(x);
    return;
  }
  if (zero === null || one === null || one === zero) return;
  const x = Math.round((wanted - zero) / (one - zero));
  if (Math.abs((f(x) ?? Number.NaN) - wanted) < 0.5) found(x);
}

/** The parameter of an amount that nothing is said of; on an invoice that is its own business. */
function principalOf(parametres: Cible[], invoiced: boolean): Cible | undefined {
  const [first] = parametres;
  return first && invoiced && INVOICE.has(first.nom) ? undefined : parametres.find(({ nature }) => nature === 'montant');
}

/** Pairs of figure and parameter, best first; then the bare amount, then what is left when only one of a kind is. */
function distribute(parametres: Cible[], figures: Grandeur[], principal: Cible | undefined) {
  const valeurs = new Map<string, number>();
  let rest = figures;
  const counts = figures.filter(({ nature }) => nature === 'nombre');
  const take = (parametre: Cible, figure: Grandeur): void => {
    valeurs.set(parametre.nom, inUnitOf(parametre, figure, counts.length === 1 ? counts[0]?.valeur : 1));
    rest = rest.filter((one) => one !== figure);
  };
  const pairs = parametres
    .flatMap((parametre) => figures.map((figure) => ({ parametre, figure, fit: fitOf(parametre, figure, parametres) })))
    .filter(({ parametre, fit }) => fit > (parametre.calculee ? RESULT_FIT : 0))
    .sort((a, b) => b.fit - a.fit);
  for (const { parametre, figure } of pairs) if (!valeurs.has(parametre.nom) && rest.includes(figure)) take(parametre, figure);
  const bare = rest.find(({ nature }) => nature === 'montant');
  if (principal && bare && !valeurs.has(principal.nom)) take(principal, bare);
  for (const parametre of parametres) {
    if (valeurs.has(parametre.nom) || parametre.calculee) continue;
    const { nature } = parametre;
    const alike = rest.filter((figure) => compatible(nature, figure.nature));
    const waiting = parametres.filter((other) => !other.calculee && !valeurs.has(other.nom) && other.nature === nature);
    const [only] = alike;
    if (only && alike.length === 1 && waiting.length === 1) take(parametre, only);
  }
  return { valeurs, rest };
}

function completeMonths(parametres: Cible[], valeurs: Map<string, number>, question: string): void {
  const months = parametres.find((parametre) => parametre.nature === 'mois' && !valeurs.has(parametre.nom));
  const between = months && moisEntreDates(question);
  if (months && between !== undefined) valeurs.set(months.nom, between);
}

/** Says which figure was taken for what, once there is more than one to mistake. */
function spokenReading(parametres: Cible[], valeurs: Map<string, number>): string[] {
  const read = parametres.filter(({ nom }) => valeurs.has(nom));
  if (read.length < 2) return [];
  return [
    `Lu dans la question : ${read.map(({ nom, libelle }) => `${libelle} = ${FRANCS.format(valeurs.get(nom) ?? 0)}`).join(' ; ')}.`,
  ];
}

function completeDefaults(modele: ModeleOperation, valeurs: Map<string, number>, hypotheses: string[]): void {
  const taken = new Map<number, string[]>();
  // Last first, each time looking whether what is given now fixes the rest: commission 0, so the net received tells the other one.
  for (const { nom, libelle, defaut } of [...modele.parametres].reverse()) {
    solveBackwards(modele, valeurs);
    if (defaut === undefined || valeurs.has(nom) || valeurs.size === 0) continue;
    valeurs.set(nom, defaut);
    taken.set(defaut, [libelle, ...(taken.get(defaut) ?? [])]);
  }
  for (const [defaut, libelles] of taken)
    hypotheses.push(`Non précisé, pris égal à ${FRANCS.format(defaut)} : ${libelles.join(' ; ')}.`);
}
