import { intitulesComplets, lignee } from '../comptabilite/plan-comptes.ts';
import { comptesDe, type Fiche, type FicheCompte, type FicheTitree, type UsageCompte } from '../corpus/fiche.ts';
import type { Corpus } from '../corpus/read-corpus.ts';
import { afficherReference } from '../corpus/reference.ts';
import { cleDeTerme, type Terme } from '../corpus/terme.ts';
import type { ModeleOperation } from '../comptabilite/ecriture.ts';

/** What a document of the index is: a kind of sheet, an account of the chart, a term, or a plain text (evaluation sets). */
export type DocumentKind = Fiche['type'] | 'terme' | 'texte';

/** What answering needs beyond text: the entries of an operation, the neighbours of an account. */
export interface DocumentData {
  operation?: ModeleOperation;
  pas?: UsageCompte['pas'];
  /** True for an account that has subdivisions. */
  subdivise?: boolean;
}

/** A document before it is written to the index. All texts are NFC. */
export interface IndexDocument {
  /** Unique: the sheet's id, "compte-6055", or the id of an evaluation set. */
  key: string;
  kind: DocumentKind;
  title: string;
  reference: string;
  /** Everyday words. */
  words: string[];
  questions: string[];
  body: string;
  comptes: string[];
  data: DocumentData;
}

/** The documents of the knowledge base: one per sheet, one per account (with its sheet), one per term, in a fixed order. */
export function documentsOf(corpus: Corpus): IndexDocument[] {
  const intitules = intitulesComplets(corpus.plan);
  const comptes = [...corpus.plan.keys()].map((numero) => documentOfCompte(corpus, numero, intitules.get(numero) ?? ''));
  return [
    ...corpus.fiches.map((fiche) => documentOfFiche(fiche, corpus.formulations.get(fiche.id))),
    ...comptes,
    ...corpus.termes.map(documentOfTerme),
  ];
}

/** The key of an account's document. */
export const compteKey = (numero: string): string => `compte-${numero}`;

function documentOfFiche(fiche: FicheTitree, formulations: string[] = []): IndexDocument {
  const { id, type, titre, reference, mots_cles, questions, corps } = fiche;
  return {
    key: id,
    kind: type,
    title: nfc(titre),
    reference: displayed(reference),
    words: mots_cles.map(nfc),
    questions: [...questions, ...formulations].map(nfc),
    body: nfc(plainText(corps)),
    comptes: comptesDe(fiche),
    data:
      fiche.type === 'operation'
        ? { operation: { objet: fiche.objet, parametres: fiche.parametres, calculs: fiche.calculs, ecritures: fiche.ecritures } }
        : {},
  };
}

function documentOfCompte({ plan, usages, comptes, formulations }: Corpus, numero: string, intitule: string): IndexDocument {
  const usage = usages.get(numero);
  const fiche = comptes.get(numero);
  const subdivise = [...plan.values()].some((compte) => compte.parent === numero);
  const pas = merged([...(usage?.pas ?? []), ...(fiche?.exclusions ?? []).map(({ cas, compte }) => ({ compte, si: cas }))]);
  return {
    key: compteKey(numero),
    kind: 'compte',
    title: nfc(`${numero} ${intitule}`),
    reference: displayed([...(fiche?.reference ?? []), { source: 'plan', comptes: [numero] }]),
    words: [...new Set([...(usage?.mots ?? []), ...(fiche?.mots_cles ?? [])].map(nfc))],
    questions: [...(fiche?.questions ?? []), ...(formulations.get(compteKey(numero)) ?? [])].map(nfc),
    body: nfc([usage?.note, ...(fiche ? fonctionnement(fiche) : []), ...situation(plan, numero)].filter(Boolean).join('\n\n')),
    comptes: [numero],
    data: { ...(pas.length > 0 ? { pas } : {}), ...(subdivise ? { subdivise } : {}) },
  };
}

/** One line for each neighbour. */
function merged(pas: UsageCompte['pas']): UsageCompte['pas'] {
  const cases = Map.groupBy(pas, ({ compte }) => compte);
  return [...cases].map(([compte, those]) => ({ compte, si: [...new Set(those.map(({ si }) => si))].join(' ; ') }));
}

/** The text of an account's sheet: what it records, then its two sides and its controls. */
function fonctionnement(fiche: FicheCompte): string[] {
  const side = (title: string, mouvements: FicheCompte['debit']): string[] =>
    mouvements.length === 0 ? [] : [`${title} :\n${mouvements.map(ligneDe).join('\n')}`];
  const controles = fiche.controles.map((controle) => `• ${controle}`);
  return [
    plainText(fiche.corps),
    ...side('Au débit', fiche.debit),
    ...side('Au crédit', fiche.credit),
    ...(controles.length === 0 ? [] : [`À la clôture :\n${controles.join('\n')}`]),
  ];
}

function ligneDe({ cas, contreparties }: FicheCompte['debit'][number]): string {
  return contreparties.length === 0 ? `• ${cas}` : `• ${cas} (contrepartie : ${contreparties.join(', ')})`;
}

/** How the paragraph begins that lists the subdivisions of an account. */
export const SUBDIVISIONS = 'Subdivisions :';

/** Where an account stands in the chart. */
function situation(plan: Corpus['plan'], numero: string): string[] {
  const named = (comptes: { numero: string; intitule: string }[]): string[] =>
    comptes.map((compte) => `${compte.numero} ${compte.intitule}`);
  const parents = named(lignee(plan, numero).slice(0, -1));
  const children = named([...plan.values()].filter((compte) => compte.parent === numero));
  return [
    ...(parents.length > 0 ? [`Dans le plan : ${parents.join(' › ')}.`] : []),
    ...(children.length > 0 ? [`${SUBDIVISIONS} ${children.join(' ; ')}.`] : []),
  ];
}

function documentOfTerme(terme: Terme): IndexDocument {
  const english = terme.anglais.length > 0 ? `En anglais : ${terme.anglais.join(', ')}.` : '';
  return {
    key: cleDeTerme(terme.terme),
    kind: 'terme',
    title: nfc(terme.terme),
    reference: displayed(terme.reference),
    words: [...new Set([...terme.synonymes, ...terme.abreviations, ...terme.anciens].map(nfc))],
    questions: [],
    body: nfc([terme.definition, english].filter(Boolean).join('\n\n')),
    comptes: terme.comptes,
    data: {},
  };
}

const displayed = (references: Terme['reference']): string => references.map(afficherReference).join(' ; ');

/** Sheets use paragraphs, lists, bold and headings only: taking the marks away leaves the text. */
function plainText(markdown: string): string {
  return markdown
    .replaceAll(/^#+\s+/gm, '')
    .replaceAll(/^[ \t]*[-*][ \t]+/gm, '• ')
    .replaceAll(/\*\*|__|`/g, '');
}

const nfc = (text: string): string => text.normalize('NFC');
