import type { Citation, Finding, LigneEcriture } from '../../core/domain/settlement.ts';
import { passerEcritures, soldes, type ModeleOperation } from '../comptabilite/ecriture.ts';
import { selonObjet } from '../comptabilite/objet.ts';
import type { Compte, PlanComptes } from '../comptabilite/plan-comptes.ts';
import type { IndexStore } from '../store/open-index.ts';
import type { Found } from './candidates.ts';
import { comparedText, compteText, principalAccount } from './compte-text.ts';
import { bestPassage, firstParagraph, highlightsOf, tellingParagraph } from './excerpt.ts';
import { sansRecuperation } from './tva-non-recuperable.ts';
import { articlesOf, asksForArticle } from './named-places.ts';
import type { Understanding } from './understand.ts';
import { regler } from './reglement.ts';
import { lireValeurs } from './valeurs.ts';

/** What composing needs of the index besides the candidates. */
export interface Library {
  compte(numero: string): Compte | undefined;
  passages(documentId: number): string[];
}

/** The part of an index that composing reads. */
export function libraryOf(store: IndexStore): Library {
  return { compte: (numero) => store.compte(numero), passages: (id) => store.passageTexts(id) };
}

/** Others whose score comes this near to the winner's (as the logarithm of odds) are shown as alternatives. */
const NEAR = 0.5;
const ALTERNATIVES = 2;

const UNFIT = 'Les montants donnés ne conviennent pas à ce cas : l’écriture est montrée sans montants.';

/** The answer from the best candidate; its neighbours in score follow as alternatives. `confidence` is the chance that it is right. */
export function composeAnswer(understanding: Understanding, candidates: Found[], library: Library, confidence: number): Finding {
  const [best, ...others] = candidates;
  if (!best) throw new Error('composeAnswer needs a candidate');
  const compared = comparedAccounts(understanding, candidates);
  const near = others.filter((other) => best.score - other.score <= NEAR && !compared.includes(other)).slice(0, ALTERNATIVES);
  const shown = compared.length > 0 ? compared : [best];
  const cited = [...shown, ...near];
  const { text, entries } =
    compared.length > 0 ? { text: comparedText(compared, library), entries: [] } : bodyOf(understanding, candidates, library);
  const also = near.map(({ document }, at) => `${document.title} [${shown.length + at + 1}]`).join(' ; ');
  return {
    status: best.document.kind === 'limite' ? 'no_answer' : 'answered',
    answer: also === '' ? text : `${text}\n\nVoir aussi : ${also}.`,
    entries,
    citations: cite(cited, understanding, library),
    confidence,
  };
}

/** The accounts asked for, when the question names several. */
function comparedAccounts({ intent, numeros }: Understanding, candidates: Found[]): Found[] {
  if (intent !== 'fiche_compte') return [];
  const asked = candidates.filter(({ document }) => document.kind === 'compte' && numeros.includes(document.comptes[0] ?? ''));
  return asked.length > 1 ? asked : [];
}

/** Citations in the order of the markers. */
export function cite(candidates: Found[], { subject }: Understanding, library: Library): Citation[] {
  const stems = new Set(subject.map((token) => token.stem));
  const best = candidates[0]?.score ?? 0;
  return candidates.map(({ document, score }) => {
    const excerpt = bestPassage(library.passages(document.id), stems) || document.title;
    const { key, title, reference, comptes } = document;
    return {
      id: key,
      title,
      reference,
      excerpt,
      highlights: highlightsOf(excerpt, stems),
      comptes,
      score: Math.min(1, Math.exp(score - best)),
    };
  });
}

function bodyOf(understanding: Understanding, candidates: Found[], library: Library): { text: string; entries: LigneEcriture[] } {
  const [best] = candidates;
  if (!best) return { text: '', entries: [] };
  const { document } = best;
  if (document.kind === 'compte') return { text: compteText(document, understanding.intent, library), entries: [] };
  const opening = `${firstParagraph(document.body)} [1]`;
  const stems = new Set(understanding.subject.map((token) => token.stem));
  const detail = tellingParagraph(document.body, stems);
  const { operation } = document.data;
  const article = asksForArticle(understanding.question) ? articlesOf(document.reference) : undefined;
  if (!operation) return { text: [document.title, article, opening, detail].filter(Boolean).join('\n\n'), entries: [] };
  const principal = understanding.intent === 'libre' ? principalAccount(candidates, library) : [];
  const { entries, hypotheses } = entryOf(operation, best.objet, understanding, library);
  const parts = [...principal, opening, ...hypotheses, ...(detail === undefined ? [] : [detail])];
  return { text: parts.join('\n\n'), entries };
}

/** The entry in the figures of the question; without figures where they do not fit the case the sheet is about. */
function entryOf(
  fiche: ModeleOperation,
  objet: string | undefined,
  understanding: Understanding,
  library: Library,
): { entries: LigneEcriture[]; hypotheses: string[] } {
  const changed = objet === undefined ? undefined : selonObjet(fiche, objet, (numero) => library.compte(numero) !== undefined);
  const operation = changed ?? fiche;
  const plan = planOf(operation, library);
  const { valeurs, hypotheses } = lireValeurs(operation, understanding);
  if (changed)
    hypotheses.unshift(`Compte choisi d’après la question : ${objet} « ${library.compte(objet ?? '')?.intitule ?? ''} ».`);
  const passees = passerEcritures(operation, valeurs, plan);
  if (passees.some(({ montant }) => (montant ?? 0) < 0) || [...soldes(passees).values()].some((solde) => solde !== 0))
    return { entries: passerEcritures(operation, new Map(), plan), hypotheses: [UNFIT] };
  const cout = sansRecuperation(passees, understanding.question);
  const { entries, hypotheses: reglement } = regler(cout.entries, understanding, (numero) => library.compte(numero));
  return { entries, hypotheses: [...hypotheses, ...cout.hypotheses, ...reglement] };
}

function planOf({ ecritures }: ModeleOperation, library: Library): PlanComptes {
  return new Map(
    ecritures.flatMap(({ lignes }) =>
      lignes.flatMap(({ compte }) => {
        const found = library.compte(compte);
        return found ? [[compte, found] as const] : [];
      }),
    ),
  );
}
