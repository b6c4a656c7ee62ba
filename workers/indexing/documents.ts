import { intitulesComplets, lignee } from '../comptabilite/plan-comptes.ts';
import { afficherReference, comptesDe, type Fiche, type UsageCompte } from '../corpus/fiche.ts';
import type { Corpus } from '../corpus/read-corpus.ts';
import type { ModeleOperation } from '../comptabilite/ecriture.ts';

/** What a document of the index is: a kind of sheet, an account of the chart, or a plain text (evaluation sets). */
export type DocumentKind = Fiche['type'] | 'compte' | 'texte';

/** What answering needs beyond text: the entries of an operation, the neighbours of an account. */
export interface DocumentData {
  operation?: ModeleOperation;
  pas?: UsageCompte['pas'];
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

/** The documents of the knowledge base: one per sheet, one per account, in a fixed order. */
export function documentsOf(corpus: Corpus): IndexDocument[] {
  const intitules = intitulesComplets(corpus.plan);
  const comptes = [...corpus.plan.keys()].map((numero) => documentOfCompte(corpus, numero, intitules.get(numero) ?? ''));
  return [...corpus.fiches.map(documentOfFiche), ...comptes];
}

/** The key of an account's document. */
export const compteKey = (numero: string): string => `compte-${numero}`;

function documentOfFiche(fiche: Fiche): IndexDocument {
  const { id, type, titre, reference, mots_cles, questions, corps } = fiche;
  return {
    key: id,
    kind: type,
    title: nfc(titre),
    reference: reference.map(afficherReference).join(' ; '),
    words: mots_cles.map(nfc),
    questions: questions.map(nfc),
    body: nfc(plainText(corps)),
    comptes: comptesDe(fiche),
    data:
      fiche.type === 'operation'
        ? { operation: { parametres: fiche.parametres, calculs: fiche.calculs, ecritures: fiche.ecritures } }
        : {},
  };
}

function documentOfCompte({ plan, usages }: Corpus, numero: string, intitule: string): IndexDocument {
  const path = lignee(plan, numero);
  const usage = usages.get(numero);
  const title = `${numero} ${intitule}`;
  const parents = path.slice(0, -1).map((compte) => `${compte.numero} ${compte.intitule}`);
  const children = [...plan.values()]
    .filter((compte) => compte.parent === numero)
    .map((compte) => `${compte.numero} ${compte.intitule}`);
  const lines = [
    usage?.note,
    parents.length > 0 ? `Dans le plan : ${parents.join(' › ')}.` : undefined,
    children.length > 0 ? `Subdivisions : ${children.join(' ; ')}.` : undefined,
  ];
  return {
    key: compteKey(numero),
    kind: 'compte',
    title: nfc(title),
    reference: afficherReference({ source: 'plan', comptes: [numero] }),
    words: (usage?.mots ?? []).map(nfc),
    questions: [],
    body: nfc(lines.filter((line) => line !== undefined).join('\n\n')),
    comptes: [numero],
    data: usage && usage.pas.length > 0 ? { pas: usage.pas } : {},
  };
}

/** Sheets use paragraphs, lists, bold and headings only: taking the marks away leaves the text. */
function plainText(markdown: string): string {
  return markdown
    .replaceAll(/^#+\s+/gm, '')
    .replaceAll(/^\s*[-*]\s+/gm, '• ')
    .replaceAll(/\*\*|__|`/g, '');
}

const nfc = (text: string): string => text.normalize('NFC');
