import { passerEcritures, soldes, type ModeleOperation } from '../comptabilite/ecriture.ts';
import { selonObjet } from '../comptabilite/objet.ts';
import type { PlanComptes } from '../comptabilite/plan-comptes.ts';
import type { LigneEcriture } from '../../core/domain/settlement.ts';
import type { Library } from './compose.ts';
import { regler } from './reglement.ts';
import { sansRecuperation } from './tva-non-recuperable.ts';
import type { Understanding } from './understand.ts';
import { lireValeurs } from './valeurs.ts';

const UNFIT = 'Les montants donnés ne conviennent pas à ce cas : l’écriture est montrée sans montants.';

/** An entry and how the question was read for it (French sentences). */
export interface ComposedEntry {
  entries: LigneEcriture[];
  hypotheses: string[];
}

/**
 * The entry of an operation in the figures of the question, about the account it speaks of (`objet`); without figures where they do
 * not fit the case the sheet is about.
 */
export function entryOf(
  fiche: ModeleOperation,
  objet: string | undefined,
  understanding: Understanding,
  library: Library,
): ComposedEntry {
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
