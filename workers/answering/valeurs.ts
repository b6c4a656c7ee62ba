import { analyse, fold } from '../analysis/analyser.ts';
import type { ModeleOperation, Parametre } from '../comptabilite/ecriture.ts';
import { evaluer, noms, parseFormule, type Valeurs } from '../comptabilite/formule.ts';
import { completerFacture, tauxTva } from './facture.ts';
import { lireGrandeurs, moisEntreDates, type Grandeur, type NatureGrandeur } from './grandeurs.ts';
import type { Understanding } from './understand.ts';

/** The values a question gives for an operation, and how it was read (French sentences). */
export interface ValeursLues {
  valeurs: Valeurs;
  hypotheses: string[];
}

const SANS_TVA =
  /\b(?:sans|pas de|hors champ de la|exoneree? de|non soumise? a la|aucune) tva\b|\bexoneree?s?\b|\btva non applicable\b/;
const INVOICE = new Set(['HT', 'TVA', 'TTC', 'taux_tva']);
const FRANCS = new Intl.NumberFormat('fr-FR');

/**
 * Puts the figures of a question on the parameters of an operation: each figure goes to the parameter of its kind whose name is
 * spoken of beside it; a bare amount goes to the first parameter. Without any amount everything stays open.
 */
export function lireValeurs(modele: ModeleOperation, understanding: Understanding): ValeursLues {
  const { montants, taux, question } = understanding;
  const hypotheses: string[] = [];
  if (montants.length === 0) return { valeurs: new Map(), hypotheses };
  const invoiced = modele.parametres.some(({ nom }) => nom === 'HT' || nom === 'taux_tva');
  const figures = lireGrandeurs(question, invoiced ? montants.filter(({ nature }) => nature === 'indetermine') : montants, taux);
  const others = [...modele.parametres, ...resultsOf(modele)].filter(({ nom }) => !invoiced || !INVOICE.has(nom));
  const { valeurs, rest } = distribute(others, figures, principalOf(modele, invoiced));
  solveBackwards(modele, valeurs);
  completeMonths(others, valeurs, question);
  if (invoiced) {
    const spoken = taux.filter(
      ({ taux: rate, tva }) => tva || rest.some(({ nature, valeur }) => nature === 'pourcent' && valeur === rate),
    );
    const facture = { montants, taux: spoken, sansTva: SANS_TVA.test(fold(question)) };
    const nu = modele.parametres.some(({ nom }) => nom === 'HT')
      ? rest.find(({ nature }) => nature === 'montant')?.valeur
      : undefined;
    for (const [nom, valeur] of completerFacture(facture, nu, hypotheses)) valeurs.set(nom, valeur);
    if (!valeurs.has('taux_tva') && valeurs.size > 0) valeurs.set('taux_tva', tauxTva(facture, hypotheses));
  }
  hypotheses.unshift(...spokenReading(others, valeurs));
  completeDefaults(modele.parametres, valeurs, hypotheses);
  return { valeurs, hypotheses };
}

/** What an operation computes may be given as well: the VAT on the invoice, the capital part of an instalment. */
function resultsOf({ calculs }: ModeleOperation): Parametre[] {
  return Object.keys(calculs).map((nom) => ({ nom, libelle: nom.replaceAll('_', ' '), exemple: 0 }));
}

/** A result that is given fixes the one parameter of its formula that is not, where the formula is linear in it. */
function solveBackwards({ parametres, calculs }: ModeleOperation, valeurs: Map<string, number>): void {
  for (const [nom, texte] of Object.entries(calculs)) {
    const given = valeurs.get(nom);
    const formule = parseFormule(texte);
    const open = noms(formule).filter((other) => !valeurs.has(other));
    const [unknown] = open;
    if (given === undefined || unknown === undefined || open.length > 1 || !parametres.some((one) => one.nom === unknown))
      continue;
    const at = (x: number): number | null => evaluer(formule, new Map([...valeurs, [unknown, x]]));
    const [zero, one, two] = [at(0), at(1), at(2)];
    if (zero === null || one === null || two === null || one === zero || Math.abs(two - 2 * one + zero) > 1e-9) continue;
    valeurs.set(unknown, (given - zero) / (one - zero));
  }
}

/** The parameter of an amount that nothing is said of; on an invoice that is its own business. */
function principalOf({ parametres }: ModeleOperation, invoiced: boolean): Parametre | undefined {
  const [first] = parametres;
  return first && invoiced && INVOICE.has(first.nom) ? undefined : parametres.find((one) => natureOf(one) === 'montant');
}

/** Pairs of figure and parameter, best first; then the bare amount, then what is left when only one of a kind is. */
function distribute(parametres: Parametre[], figures: Grandeur[], principal: Parametre | undefined) {
  const valeurs = new Map<string, number>();
  let rest = figures;
  const take = (parametre: Parametre, figure: Grandeur): void => {
    valeurs.set(parametre.nom, inUnitOf(parametre, figure));
    rest = rest.filter((one) => one !== figure);
  };
  const pairs = parametres
    .flatMap((parametre) => figures.map((figure) => ({ parametre, figure, fit: fitOf(parametre, figure) })))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  for (const { parametre, figure } of pairs) if (!valeurs.has(parametre.nom) && rest.includes(figure)) take(parametre, figure);
  const bare = rest.find(({ nature }) => nature === 'montant');
  if (principal && bare && !valeurs.has(principal.nom)) take(principal, bare);
  for (const parametre of parametres) {
    if (valeurs.has(parametre.nom) || parametre.exemple === 0) continue;
    const nature = natureOf(parametre);
    const alike = rest.filter((figure) => compatible(nature, figure.nature));
    const waiting = parametres.filter((other) => !valeurs.has(other.nom) && natureOf(other) === nature);
    const [only] = alike;
    if (only && alike.length === 1 && waiting.length === 1) take(parametre, only);
  }
  return { valeurs, rest };
}

/** What kind of figure a parameter takes, from its name and its label. */
function natureOf({ nom, libelle }: Parametre): NatureGrandeur {
  const text = fold(`${nom.replaceAll('_', ' ')} ${libelle}`);
  if (/\bcours\b/.test(text)) return 'montant';
  if (/^(taux|pourcentage)|en %|\bpourcent\b/.test(text)) return 'pourcent';
  if (/\bdevises?\b/.test(fold(nom)) || /\ben devises?\b/.test(text)) return 'devise';
  if (/^(nombre|quantite|unites|titres rembourses|titres en circulation|obligations converties)|^\w+ nombre\b/.test(text))
    return 'nombre';
  if (/^(mois|duree mois)|\bmois\b.*\b(ecoules?|entre|utilisation|couverts)\b/.test(text)) return 'mois';
  if (/^jours|\bjours\b/.test(text)) return 'jours';
  return /^(duree|annees?|ans)\b/.test(text) ? 'ans' : 'montant';
}

function compatible(wanted: NatureGrandeur, given: NatureGrandeur): boolean {
  if (wanted === given) return true;
  const spans: NatureGrandeur[] = ['ans', 'mois'];
  return spans.includes(wanted) && spans.includes(given);
}

function inUnitOf(parametre: Parametre, { nature, valeur }: Grandeur): number {
  const wanted = natureOf(parametre);
  if (wanted === 'mois' && nature === 'ans') return valeur * 12;
  return wanted === 'ans' && nature === 'mois' ? valeur / 12 : valeur;
}

/** How much of what is said beside a figure speaks of the parameter: 0 for nothing or for another kind. */
function fitOf(parametre: Parametre, { nature, alentour }: Grandeur): number {
  if (!compatible(natureOf(parametre), nature)) return 0;
  const named = analyse(`${parametre.nom.replaceAll('_', ' ')} ${parametre.libelle}`).filter((token) => !token.stop);
  let fit = 0;
  for (const [stem, nearness] of alentour) {
    if (named.some((token) => sameRoot(token.stem, stem))) fit += nearness;
    else if (named.some((token) => sameThing(token.stem, stem))) fit += nearness / 2;
  }
  return fit;
}

/** "émis" and "émission" have different stems and the same root. */
const sameRoot = (a: string, b: string): boolean =>
  a === b || (a.length >= 4 && b.length >= 4 && a.slice(0, 4) === b.slice(0, 4) && Math.abs(a.length - b.length) <= 4);

/** What people call the same figure of an entry. */
const SAME_THING = [
  'acheter achat acquisition acquis origine entrée coût brut brute payé',
  'vente vendu vendre cession cédé céder revente revendu prix',
  'encaissé encaissement reçu règlement réglé versé versement paiement payé payée',
  'facture facturé facturation enregistrée comptabilisée initial',
  'clôture décembre inventaire fin vaut actuelle',
  'acompte avance arrhes',
  'commission frais agios retenue',
].map((words) => new Set(analyse(words).map((token) => token.stem)));

const sameThing = (a: string, b: string): boolean => SAME_THING.some((stems) => stems.has(a) && stems.has(b));

function completeMonths(parametres: Parametre[], valeurs: Map<string, number>, question: string): void {
  const months = parametres.find((parametre) => natureOf(parametre) === 'mois' && !valeurs.has(parametre.nom));
  const between = months && moisEntreDates(question);
  if (months && between !== undefined) valeurs.set(months.nom, between);
}

/** Says which figure was taken for what, once there is more than one to mistake. */
function spokenReading(parametres: Parametre[], valeurs: Map<string, number>): string[] {
  const read = parametres.filter(({ nom }) => valeurs.has(nom));
  if (read.length < 2) return [];
  return [
    `Lu dans la question : ${read.map(({ nom, libelle }) => `${libelle} = ${FRANCS.format(valeurs.get(nom) ?? 0)}`).join(' ; ')}.`,
  ];
}

function completeDefaults(parametres: Parametre[], valeurs: Map<string, number>, hypotheses: string[]): void {
  for (const { nom, libelle, defaut } of parametres) {
    if (defaut === undefined || valeurs.has(nom) || valeurs.size === 0) continue;
    valeurs.set(nom, defaut);
    hypotheses.push(`Non précisé : ${libelle}, pris égal à ${FRANCS.format(defaut)}.`);
  }
}
