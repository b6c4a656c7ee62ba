import type { ModeleOperation } from './ecriture.ts';

/** What an operation is about: the account its sheet was written with, and the families it may be exchanged for. */
export interface ObjetOperation {
  defaut: string;
  parmi: string[];
}

/** Accounts that differ with the nature of a fixed asset: intangible, tangible (official chart, 25, 40, 48, 65, 68, 69, 75, 79, 81, 82). */
const SELON_NATURE: [incorporelle: string, corporelle: string][] = [
  ['251', '252'],
  ['4041', '4042'],
  ['4046', '4047'],
  ['4811', '4812'],
  ['4821', '4822'],
  ['4851', '4852'],
  ['6541', '6542'],
  ['6812', '6813'],
  ['6913', '6914'],
  ['7541', '7542'],
  ['7913', '7914'],
  ['811', '812'],
  ['821', '822'],
];

/** VAT account of what is bought or sold, by the beginning of its number (official chart, 443 and 445). */
const TVA_SELON_OBJET: [debut: string, tva: string][] = [
  ['2', '4451'],
  ['60', '4452'],
  ['61', '4453'],
  ['62', '4454'],
  ['63', '4454'],
  ['705', '4433'],
  ['706', '4432'],
  ['707', '4432'],
  ['70', '4431'],
];

/** Reductions, accessory costs and variations of stocks go with what is bought or sold: nobody buys or sells them. */
const JAMAIS_OBJET = /^(?:60|70)\d9$|^60[1248]5$|^603/;

/** Whether an account may be the object of an operation. */
export function peutEtreObjet({ parmi }: ObjetOperation, compte: string): boolean {
  return !JAMAIS_OBJET.test(compte) && parmi.some((debut) => compte.startsWith(debut));
}

/** The same operation about another object; undefined where the chart lacks an account it would need. */
export function selonObjet(
  modele: ModeleOperation,
  objet: string,
  auPlan: (compte: string) => boolean,
): ModeleOperation | undefined {
  const { defaut } = modele.objet ?? {};
  if (defaut === undefined) return undefined;
  const ecritures = modele.ecritures.map(({ moment, lignes }) => ({
    moment,
    lignes: lignes.map((ligne) => ({ ...ligne, compte: compteSelonObjet(ligne.compte, defaut, objet) })),
  }));
  return ecritures.every(({ lignes }) => lignes.every(({ compte }) => auPlan(compte))) ? { ...modele, ecritures } : undefined;
}

/** The account that stands for `objet` where the sheet, written about `defaut`, has `compte`. */
function compteSelonObjet(compte: string, defaut: string, objet: string): string {
  if (compte === defaut) return objet;
  if (compte === tvaDe(defaut)) return tvaDe(objet) ?? compte;
  if (/^60[1248]5$/.test(compte)) return fraisDe(objet) ?? compte;
  if (defaut.startsWith('3')) return compteDuStock(compte, defaut, objet);
  if (!defaut.startsWith('2')) return compte;
  for (const debut of ['28', '29']) if (compte === corrige(debut, defaut)) return corrige(debut, objet);
  const nature = SELON_NATURE.find((pair) => pair.includes(compte));
  return nature?.[objet.startsWith('21') ? 0 : 1] ?? compte;
}

/** Impairment (39) and variation of a stock: 6031 to 6033 for what is bought, 734 to 737 for what is produced. */
function compteDuStock(compte: string, defaut: string, objet: string): string {
  if (compte === `39${defaut[1]}`) return `39${objet[1]}`;
  return compte === variationDe(defaut) ? variationDe(objet) : compte;
}

const variationDe = (stock: string): string => (stock < '34' ? `603${stock[1]}` : `73${stock[1]}`);

const tvaDe = (objet: string): string | undefined => TVA_SELON_OBJET.find(([debut]) => objet.startsWith(debut))?.[1];

/** Accessory costs of goods, materials, supplies and packaging stand in the same group (official chart, 6015 to 6085). */
const fraisDe = (objet: string): string | undefined => (/^60[1248]/.test(objet) ? `${objet.slice(0, 3)}5` : undefined);

/** Depreciation (28) and impairment (29) of a fixed asset repeat the second and third figures of its account. */
const corrige = (debut: string, immobilisation: string): string => debut + immobilisation.slice(1, 3);
