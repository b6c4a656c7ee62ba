import { analyse, fold } from '../analysis/analyser.ts';
import type { Grandeur, NatureGrandeur } from './grandeurs.ts';

/** What a figure may stand for: a parameter of an operation, or a result it computes that may be given as well. */
export interface Cible {
  nom: string;
  libelle: string;
  calculee: boolean;
  /** What kind of figure it takes, from its name and its label. */
  nature: NatureGrandeur;
  /** It is the price of one thing. */
  unitaire: boolean;
  /** The words of its name and label (stems). */
  mots: readonly string[];
}

/** A parameter or result by its name and its label. */
export function cibleOf(nom: string, libelle: string, calculee: boolean): Cible {
  const texte = `${nom.replaceAll('_', ' ')} ${libelle}`;
  const unitaire = /\bd'une?\b|\bunitaire\b/.test(fold(libelle));
  return { nom, libelle, calculee, nature: natureOf(nom, fold(texte)), unitaire, mots: wordsOf(texte) };
}

function natureOf(nom: string, text: string): NatureGrandeur {
  if (/\brang\b/.test(text)) return 'rang';
  if (/\bcours\b/.test(text)) return 'montant';
  if (/^(taux|pourcentage)|en %|\bpourcent\b/.test(text)) return 'pourcent';
  if (/\bdevises?\b/.test(fold(nom)) || /\ben devises?\b/.test(text)) return 'devise';
  if (/^(nombre|quantite|unites|titres rembourses|titres en circulation|obligations converties)|^\w+ nombre\b/.test(text))
    return 'nombre';
  if (/^(mois|duree mois)|\bmois\b.*\b(ecoules?|entre|utilisation|couverts)\b/.test(text)) return 'mois';
  if (/^jours|\bjours\b/.test(text)) return 'jours';
  return /^(duree|annees?|ans)\b/.test(text) ? 'ans' : 'montant';
}

/** Whether a figure may be put on a parameter of a kind: years and months are converted. */
export function compatible(wanted: NatureGrandeur, given: NatureGrandeur): boolean {
  if (wanted === given) return true;
  const spans: NatureGrandeur[] = ['ans', 'mois'];
  return spans.includes(wanted) && spans.includes(given);
}

/** The value of a figure in the unit of the parameter; the price of `count` things is brought to one where one is asked for. */
export function inUnitOf(parametre: Cible, { nature, valeur, ensemble }: Grandeur, count = 1): number {
  const { nature: wanted, unitaire } = parametre;
  if (ensemble && wanted === 'montant' && unitaire) return valeur / count;
  if (wanted === 'mois' && nature === 'ans') return valeur * 12;
  return wanted === 'ans' && nature === 'mois' ? valeur / 12 : valeur;
}

function wordsOf(texte: string): string[] {
  const tokens = analyse(texte).filter((token) => !token.stop);
  return [...new Set(tokens.map((token) => token.stem))];
}

/** How much of what is said beside a figure speaks of the parameter and not of others: 0 for nothing or for another kind. */
export function fitOf(parametre: Cible, { nature, alentour }: Grandeur, all: readonly Cible[]): number {
  if (!compatible(parametre.nature, nature)) return 0;
  const rivals = all.filter((other) => compatible(other.nature, nature));
  let fit = 0;
  for (const [stem, nearness] of alentour) {
    const owners = rivals.filter(({ mots }) => mots.some((word) => sameRoot(word, stem))).length;
    if (parametre.mots.some((word) => sameRoot(word, stem))) fit += nearness / Math.max(1, owners);
    else if (owners === 0 && parametre.mots.some((word) => sameThing(word, stem))) fit += nearness / 2;
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
